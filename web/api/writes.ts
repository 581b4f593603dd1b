import type { Answer, Problem } from './answer.ts';

/** What sending needs from outside; tests hand over their own. */
export interface Sending {
  newKey: () => string;
  pause: (milliseconds: number) => Promise<void>;
}

const inBrowser: Sending = {
  newKey: () => crypto.randomUUID(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Waits before the second and the third try where nothing came back. */
const PAUSES_MS = [1000, 3000];

/** Nobody knows whether the write was made: no answer, or one that was cut off half way. */
const isUnknown = ({ code, status }: Problem) => code === 'no-answer' || status >= 500;

/** Worth another try without asking the person. */
const isPassing = ({ code }: Problem) => code === 'no-answer' || code === 'busy';

/**
 * Sends writes so that none is made twice (product 3.6). An intention keeps its Idempotency-Key until the server
 * has said yes or no to it, over automatic tries and over presses of the button; a second press while the first
 * is under way gets the first one's answer.
 */
export function createWrites({ newKey, pause }: Sending = inBrowser) {
  const keys = new Map<string, string>();
  const underWay = new Map<string, Promise<Answer<unknown>>>();

  async function attempt<T>(
    intention: string,
    send: (key: string) => Promise<Answer<T>>,
    onSilence: () => void,
  ): Promise<Answer<T>> {
    const key = keys.get(intention) ?? newKey();
    keys.set(intention, key);
    for (let tries = 0; ; tries++) {
      const answer = await send(key);
      if (answer.ok || !(isUnknown(answer.problem) || answer.problem.code === 'offline')) {
        keys.delete(intention);
        return answer;
      }
      const wait = PAUSES_MS[tries];
      if (wait === undefined || !isPassing(answer.problem)) return answer;
      if (answer.problem.code === 'no-answer') onSilence();
      await pause(Math.max(wait, 1000 * Math.min(answer.problem.retryAfterSeconds ?? 0, 10)));
    }
  }

  /**
   * `intention` names what is wanted, with all that the body says. `onSilence` is called when a try had no answer
   * and another follows.
   */
  return function write<T>(
    intention: string,
    send: (key: string) => Promise<Answer<T>>,
    onSilence: () => void,
  ): Promise<Answer<T>> {
    const running = underWay.get(intention) as Promise<Answer<T>> | undefined;
    if (running) return running;
    const answer = attempt(intention, send, onSilence).finally(() => underWay.delete(intention));
    underWay.set(intention, answer);
    return answer;
  };
}

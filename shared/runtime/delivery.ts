import {
  type AnyMessage,
  type Claim,
  claimMessage,
  finishMessage,
  type Message,
  postponeMessage,
  reclaimMessage,
} from '../data/message.ts';
import { isGivenUp, nextTryAt, type Silence } from '../domain/notice.ts';
import { NotSent } from '../gateway/sending.ts';
import { describeError, logLine } from './log.ts';

/**
 * How one message goes out (product 6.4): claimed, sent, recorded. Between claim and record its fate is unknown:
 * an e-mail then falls due again after 15 minutes, a text never does.
 */

/** When it is, and the running clock. */
export interface Moment {
  now: number;
  clock: () => number;
}

export type Outcome =
  | 'sent'
  | 'unknown'
  | 'refused'
  | 'given-up'
  | 'already-claimed'
  | 'newer-told'
  | Silence;

/** Sends what is claimed and records what became of it. */
export async function deliver(claim: Claim, send: () => Promise<string>, now: number): Promise<Outcome> {
  if ('lost' in claim) return claim.lost;
  const { message } = claim;
  let serviceId: string;
  try {
    serviceId = await send();
  } catch (error) {
    const refused = error instanceof NotSent;
    logLine('warn', {
      event: message.event.metadata.id,
      channel: message.channel,
      attempt: message.attempt,
      fate: refused ? 'refused' : 'unknown',
      ...describeError(error),
    });
    if (refused) await postponeMessage(message, nextTryAt(message.attempt, now));
    return refused ? 'refused' : 'unknown';
  }
  await finishMessage(message, 'sent', now, serviceId);
  return 'sent';
}

/** Claims a message for the first time, or once more. */
export async function claim(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  again: AnyMessage | undefined,
  now: number,
): Promise<Claim> {
  if (!again) return claimMessage(wanted, now);
  const claimed = await reclaimMessage(again, now);
  if ('lost' in claimed && claimed.lost === 'newer-told') await finishMessage(again, 'dropped', now);
  return claimed;
}

/** Nobody is to be told: a message that was to be tried again is done with. */
export async function silent(silence: Silence, again: AnyMessage | undefined, now: number): Promise<Silence> {
  if (again) await finishMessage(again, 'dropped', now);
  return silence;
}

/** Whether a message has been tried for long enough: then it is done with, and an error in the log says so. */
export async function giveUp(message: Message, now: number): Promise<boolean> {
  const { event, channel, attempt } = message;
  if (!isGivenUp(channel, event, now)) return false;
  logLine('error', { alarm: 'message-given-up', event: event.metadata.id, channel, attempt });
  await finishMessage(message, 'given-up', now);
  return true;
}

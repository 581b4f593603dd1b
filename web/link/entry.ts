import type { Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import type { IdentityAnswers } from './identity-answers.ts';
import { isOutside } from './screen.ts';
import { keepToken, keptToken, takeToken } from './secret.ts';
import { type Asked, type Step, steps } from './state.ts';
import { isSignedOut, type Visit } from './visit.ts';

/** What the browser's history holds is a step of ours. */
export const isStep = (value: unknown): value is Step => steps.includes(value as Step);
/** The same, behind the way in. */
export const isInside = (value: unknown): value is Step => isStep(value) && !isOutside(value);

/** Coming in, by a link or after a reload, and going out again. */
export function createEntry(visit: Visit) {
  const { tell } = visit;

  /** After a reload: the cookie may be alive, and the browser remembers the step. */
  async function resume(): Promise<void> {
    tell({ type: 'reading' });
    const answer = await api.readMe();
    if (answer.ok && answer.value.appointmentId !== null) {
      const { portal, appointmentId } = answer.value;
      tell({ type: 'signed-in', portal, appointmentId });
      const step: unknown = history.state?.step;
      visit.replaceStep(isInside(step) ? step : 'appointment');
      return visit.read();
    }
    if (!answer.ok && !isSignedOut(answer.problem)) {
      if (!visit.ended(answer.problem)) tell({ type: 'not-read', problem: answer.problem });
      return;
    }
    tell({ type: 'not-resumed' });
    if (visit.state.token === null) tell({ type: 'stopped', stop: { kind: 'no-link' } });
    else visit.replaceStep('start');
  }

  function begin(): void {
    const token = takeToken();
    // Someone comes by a link: nothing is sent before they press a button, for mail scanners open links too.
    tell({ type: 'linked', token: token ?? keptToken(), resuming: token === null });
    if (token === null) void resume();
    else visit.replaceStep('start');
  }

  /** Asks what is needed; with right answers it opens the appointment. */
  async function opened(answers?: IdentityAnswers): Promise<Problem | null> {
    if (visit.state.token === null) return null;
    const answer = await api.openLink({ token: visit.state.token, ...answers });
    if (!answer.ok) return visit.ended(answer.problem) ? null : answer.problem;
    const { value } = answer;
    if (value.outcome === 'needed') {
      const asks: Asked[] = value.needed === 'code' ? ['code'] : ['dateOfBirth', 'postcode'];
      tell({ type: 'asked', portal: value.portal, asks });
      if (visit.state.step !== 'identity') visit.go('identity');
      return null;
    }
    const { resume: wanted, step } = visit.state;
    tell({ type: 'signed-in', portal: value.portal, appointmentId: value.appointmentId });
    // The questions are over: the entry before them stands for the appointment now, so that Back leaves it.
    if (wanted === null && step === 'identity') history.back();
    else visit.replaceStep(isInside(wanted) ? wanted : 'appointment');
    await visit.read();
    return null;
  }

  return {
    resume,

    /** Begins, and follows the browser from then on. */
    start(): void {
      addEventListener('popstate', (event) => {
        // A second link, opened in the same tab, changes only the fragment.
        if (location.hash.length > 1) return begin();
        const step: unknown = event.state?.step;
        tell({ type: 'went', step: isStep(step) ? step : 'start' });
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible' && visit.state.appointment) void visit.read();
      });
      begin();
    },

    /** Another e-mail with a code. */
    sendAgain: () => opened(),

    open: opened,

    /** From "you were signed out" to the questions; afterwards the step goes on. */
    signInAgain(): void {
      tell({ type: 'signing-in-again' });
      // A code is for once: pressing Continue at the start sends another.
      const { portal, asks } = visit.state;
      visit.replaceStep(portal && !asks.includes('code') ? 'identity' : 'start');
    },

    async signOut(everywhere = false): Promise<Problem | null> {
      const answer = await api.endSession(everywhere ? 'true' : 'false');
      if (!answer.ok && !isSignedOut(answer.problem)) return answer.problem;
      visit.stopIdling();
      keepToken(null);
      tell({ type: 'stopped', stop: { kind: 'left' } });
      return null;
    },
  };
}

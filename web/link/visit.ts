import type { Answer, Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { type Event, initial, isIn, reduce, type State, type Step, type Stop } from './state.ts';

/** A session dies after thirty idle minutes (product 2.7); a little later the page may look whether it has. */
const IDLE_MS = 30 * 60_000 + 10_000;

/** Refusals that mean: the appointment is not what the page shows any more. */
const overtaken = new Set([
  'unchanged',
  'window-closed',
  'phone-required',
  'not-bookable-online',
  'begun',
  'already-cancelled',
  'not-changeable',
]);

/** What ends the whole visit; null for a problem of one step. */
function stopOf({ code, detail, phone }: Problem): Stop | null {
  switch (code) {
    case 'portal-off':
    case 'booking-off':
    case 'access-disabled':
    case 'feature-off':
      return { kind: 'off', detail, phone };
    case 'no-session':
    case 'session-ended':
      return { kind: 'signed-out' };
    case 'link-ended':
      return { kind: 'dead' };
    case 'details-missing':
      return { kind: 'details-missing', phone };
    case 'not-found':
    case 'forbidden':
      return { kind: 'gone' };
    default:
      return null;
  }
}

/** The session is none, or none any more. */
export const isSignedOut = ({ code }: Problem): boolean => code === 'no-session' || code === 'session-ended';

/** What all verbs of the page stand on: its state, the steps in the browser's history, its appointment. */
export function createVisit() {
  let state: State = initial;
  let listener: (state: State) => void = () => {};
  let idle: ReturnType<typeof setTimeout> | undefined;

  const visit = {
    get state(): State {
      return state;
    },

    /** One listener: the page. */
    onChange(heard: (state: State) => void): void {
      listener = heard;
    },

    tell(event: Event): void {
      state = reduce(state, event);
      listener(state);
    },

    /** Another step in place of the present one: Back does not lead to what is over. */
    replaceStep(step: Step): void {
      history.replaceState({ ...history.state, step, about: state.appointmentId }, '');
      visit.tell({ type: 'went', step });
    },

    go(step: Step): void {
      const depth = (history.state?.depth ?? 0) + 1;
      history.pushState({ step, about: state.appointmentId, depth }, '');
      visit.tell({ type: 'went', step });
      if (step === 'appointment' || step === 'cancel') void visit.read();
    },

    /** Shows what ends the visit; true if the problem was of that kind. */
    ended(problem: Problem): boolean {
      const stop = stopOf(problem);
      if (stop) visit.tell({ type: 'stopped', stop });
      return stop !== null;
    },

    /** What is left of a session's answer for the step to deal with. Each call starts the idle time anew. */
    settled<T>(answer: Answer<T>): Problem | null {
      visit.stopIdling();
      if (isIn(state)) idle = setTimeout(() => void visit.lookAgain(), IDLE_MS);
      return answer.ok || visit.ended(answer.problem) ? null : answer.problem;
    },

    /** After the idle time: only a session that is alive for certain stays on the screen. */
    async lookAgain(): Promise<void> {
      if (!isIn(state)) return;
      if (state.appointmentId !== null) await visit.read();
      const gone = state.appointmentId === null && visit.settled(await api.readMe()) !== null;
      if (state.trouble || gone) visit.tell({ type: 'stopped', stop: { kind: 'signed-out' } });
    },

    stopIdling(): void {
      clearTimeout(idle);
    },

    /** From here on the verbs are about this one of several appointments. */
    about(id: string, appointment: api.Appointment | null): void {
      if (id !== state.appointmentId) visit.tell({ type: 'about', appointmentId: id, appointment });
    },

    /** Reads the appointment afresh; the one that is shown stays if that cannot be done. */
    async read(): Promise<void> {
      const id = state.appointmentId;
      if (id === null) return;
      visit.tell({ type: 'reading' });
      const answer = await api.readAppointment(id);
      if (id !== state.appointmentId) return;
      const problem = visit.settled(answer);
      if (answer.ok) visit.tell({ type: 'read', appointment: answer.value });
      else if (problem) visit.tell({ type: 'not-read', problem });
    },

    /** The appointment has changed meanwhile: shows the latest, and says so. Other problems come back. */
    async overtook(problem: Problem | null): Promise<Problem | null> {
      if (!problem || !overtaken.has(problem.code)) return problem;
      visit.replaceStep('appointment');
      await visit.read();
      visit.tell({ type: 'changed-elsewhere' });
      return null;
    },
  };
  return visit;
}

export type Visit = ReturnType<typeof createVisit>;

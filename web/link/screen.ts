import type { State, Step, Stop } from './state.ts';

export type Screen = Step | 'loading' | 'trouble' | 'gone-time' | Stop['kind'];

/**
 * The one screen that a state shows. The step that history names is a wish: without a session it is the way in,
 * and what the verdicts forbid leads to the appointment, which says why.
 */
export function screenOf(state: State): Screen {
  const { step, stop, appointment } = state;
  if (stop) return stop.kind;
  if (state.trouble && !appointment) return 'trouble';
  if (state.resuming) return 'loading';
  if (state.appointmentId === null) return step === 'start' || !state.portal ? 'start' : 'identity';
  if (!appointment) return 'loading';
  switch (step) {
    case 'choose':
      if (!appointment.change.allowed) return 'appointment';
      return state.gone && state.gone.nearest.length > 0 ? 'gone-time' : 'choose';
    case 'check':
      if (!appointment.change.allowed) return 'appointment';
      return state.chosen ? 'check' : 'choose';
    case 'moved':
      return state.moved ? 'moved' : 'appointment';
    case 'cancel':
      return appointment.cancellation.allowed ? 'cancel' : 'appointment';
    case 'cancelled':
      return state.cancelled ? 'cancelled' : 'appointment';
    default:
      return 'appointment';
  }
}

import { type BookingScreen, bookingScreenOf, isBookingStep } from '../booking/state.ts';
import { isIn, outside, type State, type Step, type Stop } from './state.ts';

export type Screen = Step | BookingScreen | 'loading' | 'trouble' | 'gone-time' | Stop['kind'];

/** It belongs to the way in. */
export const isOutside = (step: Step): boolean => (outside as readonly Step[]).includes(step);

/** A link before it is used, a code once it was asked for, the questions once they were put; else the address. */
function wayIntoPortal({ step, token, typed, portal }: State): Screen {
  if (step === 'start' && token !== null) return 'start';
  if (step === 'welcome' && portal?.requestForm === 'new-clients') return 'welcome';
  if (step === 'code' && typed.email !== '') return 'code';
  if (step === 'identity' && portal && (token !== null || typed.code !== '')) return 'identity';
  return 'email';
}

/**
 * The one screen that a state shows. The step that history names is a wish: without a session it is the way in,
 * and what the verdicts forbid leads to the appointment, which says why.
 */
export function screenOf(state: State): Screen {
  const { step, stop, appointment } = state;
  if (stop) return stop.kind;
  if (state.way === 'portal') {
    if (state.resuming) return state.trouble ? 'trouble' : 'loading';
    if (!isIn(state)) return wayIntoPortal(state);
    if (step === 'details') return 'details';
    if (isBookingStep(step)) return bookingScreenOf(step, state.booking);
    if (state.appointmentId === null || step === 'appointments' || isOutside(step)) return 'appointments';
  }
  if (state.trouble && !appointment) return 'trouble';
  if (state.resuming) return 'loading';
  if (state.appointmentId === null) {
    if (step === 'start' || !state.portal) return 'start';
    return state.asks.includes('code') ? 'code' : 'identity';
  }
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
    case 'wait':
      return appointment.waitlist.allowed ? 'wait' : 'appointment';
    case 'leave':
      return 'leave';
    case 'cancelled':
      return state.cancelled ? 'cancelled' : 'appointment';
    default:
      return 'appointment';
  }
}

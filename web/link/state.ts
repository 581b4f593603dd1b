import type { Problem } from '../api/answer.ts';
import type { Appointment, Outcome, Portal } from '../api/client.ts';
import { type Booking, type BookingEvent, bookingSteps, noBooking, reduceBooking } from '../booking/state.ts';
import type { TypedDate } from './date-of-birth.ts';
import type { Looked } from './looked.ts';

/** The steps on the way in that the browser's history knows, by an appointment link or the portal. */
export const outside = ['start', 'welcome', 'email', 'code', 'identity'] as const;

/** All of them; Back and Forward go along them. */
export const steps = [
  ...outside,
  'appointments',
  'details',
  'appointment',
  'choose',
  'check',
  'moved',
  'cancel',
  'cancelled',
  'wait',
  'leave',
  ...bookingSteps,
] as const;
export type Step = (typeof steps)[number];

/** What stands in the way of every step. */
export type Stop =
  | { kind: 'no-link' }
  | { kind: 'dead' }
  | { kind: 'off'; detail: string; phone: string | undefined }
  | { kind: 'details-missing'; phone: string | undefined }
  | { kind: 'gone' }
  | { kind: 'signed-out' }
  | { kind: 'left' };

export interface Typed extends TypedDate {
  postcode: string;
  firstName: string;
  email: string;
  code: string;
}

/** What may be asked for before anything is shown. */
export type Asked = 'code' | 'dateOfBirth' | 'postcode' | 'firstName';

export interface State {
  /** By the link of one appointment, or by the practice's portal. */
  way: 'link' | 'portal';
  /** The secret of the link, taken out of the address. */
  token: string | null;
  step: Step;
  stop: Stop | null;
  /** Finding out whether this browser has a session still. */
  resuming: boolean;
  /** Why there is nothing to show yet. */
  trouble: Problem | null;
  /** Where to go on after signing in again. */
  resume: Step | null;
  portal: Portal | null;
  asks: Asked[];
  typed: Typed;
  /** The code came to nothing after it had been taken. */
  codeRefused: boolean;
  /** Who is signed in at the portal. */
  clientId: string | null;
  /** Who was, and at which appointment, when the session was lost. */
  lost: { clientId: string | null; appointmentId: string | null } | null;
  appointmentId: string | null;
  appointment: Appointment | null;
  /** What changed behind the reader's back, or was just done, to be said at the top of the page. */
  notice: 'stale' | 'policy' | 'joined' | 'left' | null;
  looked: Looked | null;
  /** The date whose times are shown. */
  day: string | null;
  /** The start of the chosen opening. */
  chosen: string | null;
  /** The time that somebody else took, and free ones close to it. */
  gone: { startsAt: string; nearest: string[] } | null;
  moved: { from: string; outcome: Outcome } | null;
  cancelled: Outcome | null;
  /** Asking for an appointment. */
  booking: Booking;
}

const nothingTyped: Typed = {
  day: '',
  month: '',
  year: '',
  postcode: '',
  firstName: '',
  email: '',
  code: '',
};

export const initial: State = {
  way: 'link',
  token: null,
  step: 'start',
  stop: null,
  resuming: false,
  trouble: null,
  resume: null,
  portal: null,
  asks: ['dateOfBirth', 'postcode'],
  typed: nothingTyped,
  codeRefused: false,
  clientId: null,
  lost: null,
  appointmentId: null,
  appointment: null,
  notice: null,
  looked: null,
  day: null,
  chosen: null,
  gone: null,
  moved: null,
  cancelled: null,
  booking: noBooking,
};

/** Somebody is signed in. */
export const isIn = ({ appointmentId, clientId }: State): boolean =>
  appointmentId !== null || clientId !== null;

export type Event =
  | { type: 'linked'; way?: State['way']; token: string | null; resuming: boolean }
  | { type: 'met'; portal: Portal }
  | { type: 'code-refused' }
  | { type: 'starting-over' }
  | { type: 'about'; appointmentId: string; appointment: Appointment | null }
  | { type: 'not-resumed' }
  | { type: 'reading' }
  | { type: 'not-read'; problem: Problem }
  | { type: 'went'; step: Step }
  | { type: 'asked'; portal: Portal; asks?: Asked[] }
  | { type: 'typed'; typed: Typed }
  | { type: 'signed-in'; portal: Portal; appointmentId: string }
  | { type: 'signed-in-at-portal'; portal: Portal; clientId: string }
  | { type: 'signing-in-again' }
  | { type: 'read'; appointment: Appointment }
  | { type: 'changed-elsewhere' }
  | { type: 'waiting'; waiting: 'joined' | 'left' }
  | { type: 'policy-changed'; policy: Appointment['policy'] }
  | { type: 'looked'; looked: Looked }
  | { type: 'showed'; day: string }
  | { type: 'chose'; startsAt: string }
  | { type: 'lost'; startsAt: string; nearest: string[] }
  | { type: 'wants-all-times' }
  | { type: 'moved'; outcome: Outcome }
  | { type: 'cancelled'; outcome: Outcome }
  | { type: 'booking'; event: BookingEvent }
  | { type: 'stopped'; stop: Stop };

/** The appointment as an answered write left it, until it is read again. */
const written = (appointment: Appointment | null, outcome: Outcome): Appointment | null =>
  appointment && {
    ...appointment,
    startsAt: outcome.startsAt,
    endsAt: outcome.endsAt,
    localTime: outcome.localTime,
    zone: outcome.zone,
    when: outcome.when,
    status: { ...appointment.status, kind: outcome.statusKind },
    version: outcome.version,
  };

function read(state: State, appointment: Appointment): State {
  const before = state.appointment;
  // An answer that was overtaken by a write of our own tells old news.
  if (before && appointment.version < before.version) return state;
  if (!before) return { ...state, appointment };
  const stale = appointment.version > before.version;
  const policy = state.step === 'cancel' && appointment.policy?.version !== before.policy?.version;
  return {
    ...state,
    appointment,
    notice: stale ? 'stale' : policy ? 'policy' : state.notice,
    looked: stale ? null : state.looked,
  };
}

/** What a sign-out, by whom ever, leaves behind: nothing that the next person at this screen could read. */
const forgotten = {
  typed: nothingTyped,
  clientId: null,
  appointmentId: null,
  appointment: null,
  moved: null,
  cancelled: null,
};

/** What is left of one appointment for the next one that is looked at. */
const nothingDone = {
  appointment: null,
  notice: null,
  trouble: null,
  looked: null,
  day: null,
  chosen: null,
  gone: null,
  moved: null,
  cancelled: null,
} as const;

/** What the page knows after something happened; nothing here talks to anyone. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'linked':
      return { ...initial, way: event.way ?? 'link', token: event.token, resuming: event.resuming };
    case 'met':
      return { ...state, portal: event.portal };
    case 'code-refused':
      return { ...state, codeRefused: true };
    case 'starting-over':
      return { ...state, stop: null, token: null };
    case 'about': {
      const { appointmentId, appointment } = event;
      return { ...state, ...nothingDone, appointmentId, appointment };
    }
    case 'not-resumed':
      return { ...state, resuming: false };
    case 'reading':
      return { ...state, trouble: null };
    case 'not-read':
      return { ...state, trouble: event.problem };
    case 'went':
      return { ...state, step: event.step, notice: null, booking: { ...state.booking, done: null } };
    case 'asked':
      return { ...state, portal: event.portal, asks: event.asks ?? state.asks };
    case 'typed':
      return { ...state, typed: event.typed, codeRefused: false };
    case 'signed-in': {
      const { portal, appointmentId } = event;
      // Date of birth and postcode are of no more use, and a lost session must ask for them afresh.
      return { ...state, portal, appointmentId, typed: nothingTyped, resuming: false, resume: null };
    }
    case 'signed-in-at-portal': {
      const { portal, clientId } = event;
      const inside = { ...state, portal, clientId, typed: nothingTyped, token: null, resuming: false };
      // What was being done goes on only for the person who was doing it.
      return state.lost?.clientId === clientId
        ? { ...inside, appointmentId: state.lost.appointmentId, lost: null }
        : { ...inside, ...nothingDone, booking: noBooking, appointmentId: null, resume: null, lost: null };
    }
    case 'signing-in-again':
      return { ...state, stop: null, resume: state.step };
    case 'read':
      return read(state, event.appointment);
    case 'changed-elsewhere':
      return { ...state, notice: 'stale', looked: null, chosen: null, gone: null };
    case 'waiting':
      return { ...state, notice: event.waiting };
    case 'policy-changed':
      return {
        ...state,
        notice: 'policy',
        appointment: state.appointment && { ...state.appointment, policy: event.policy },
      };
    case 'looked':
      return { ...state, looked: event.looked };
    case 'showed':
      return { ...state, day: event.day };
    case 'chose':
      return { ...state, chosen: event.startsAt };
    case 'lost': {
      const { startsAt, nearest } = event;
      return { ...state, gone: { startsAt, nearest }, chosen: null, looked: null };
    }
    case 'wants-all-times':
      return { ...state, gone: null };
    case 'moved':
      return {
        ...state,
        moved: { from: state.appointment?.startsAt ?? '', outcome: event.outcome },
        appointment: written(state.appointment, event.outcome),
        looked: null,
        day: null,
        chosen: null,
        gone: null,
      };
    case 'cancelled':
      return {
        ...state,
        cancelled: event.outcome,
        appointment: written(state.appointment, event.outcome),
        chosen: null,
      };
    case 'booking':
      return { ...state, booking: reduceBooking(state.booking, event.event) };
    case 'stopped': {
      const { stop } = event;
      const { way, portal, clientId, appointmentId } = state;
      // Several calls may find the session over; only the first one knows whose it was.
      const lost = isIn(state) && stop.kind === 'signed-out' ? { clientId, appointmentId } : state.lost;
      const left = stop.kind === 'left' ? { ...initial, way, portal } : { ...state, lost };
      const now = { stop, resuming: false, trouble: null, step: state.step };
      // Only the one appointment is gone: whoever is signed in at the portal stays so.
      if (stop.kind === 'gone' && clientId !== null)
        return { ...left, ...nothingDone, ...now, appointmentId: null };
      return { ...left, ...forgotten, ...now };
    }
  }
}

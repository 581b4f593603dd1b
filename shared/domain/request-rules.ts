import type { Appointment } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import type { Booked } from './booking.ts';
import { claim, type DaySheet, move, release } from './day-sheet.ts';
import { allow, type Decision, refuse } from './decision.ts';
import { type AppointmentRequest, deadlineOf, holdOf, stateAt } from './request.ts';
import {
  type Approval,
  appointmentOf,
  claimOf,
  holdClaimOf,
  type Placed,
  placed,
  type RequestStep,
  type Terms,
  timeFields,
} from './request-placing.ts';

const iso = (instant: number) => new Date(instant).toISOString();

const words = {
  unconfirmed: 'This request waits for its e-mail address to be confirmed.',
  pending: 'This request is waiting for a decision.',
  approved: 'This request has been approved.',
  declined: 'This request has been declined.',
  withdrawn: 'This request has been withdrawn.',
  expired: 'This request ran out of time.',
} as const;

/** The no to a second decision: it says what became of the request, when, and who decided (product 5.5). */
const decided = (request: AppointmentRequest, now: number): Decision<never> => {
  const state = stateAt(request, now);
  return refuse('already-decided', words[state], {
    current: { state, decidedBy: request.decidedBy, decidedAt: request.decidedAt, version: request.version },
  });
};

/** The request, if it waits for a decision; else `already-decided` with what became of it (product 5.5). */
export const decideWaiting = (request: AppointmentRequest, now: number): Decision<AppointmentRequest> =>
  stateAt(request, now) === 'pending' ? allow(request) : decided(request, now);

/**
 * A stranger has proved the e-mail address: the time is held from now on, or booked where nobody has to approve
 * it (product 4.4); `clientId` where a record matched (product 5.1). Refuses with `already-decided` or `taken`.
 */
export function confirmedRequest(
  request: AppointmentRequest,
  booked: Booked,
  clientId: string | null,
  terms: Terms,
  now: number,
): Decision<Placed> {
  if (stateAt(request, now) !== 'unconfirmed') return decided(request, now);
  const confirmed = { ...request, ...timeFields(booked), clientId, version: request.version + 1 };
  return placed(confirmed, booked, terms, now);
}

/**
 * A pending request at another time of the same clinician, service and place (product 5.3): the old hold is
 * given back, the new one taken and the wait begins anew, in one step.
 */
export function movedRequest(
  request: AppointmentRequest,
  booked: Booked,
  limitHours: number,
  now: number,
): Decision<RequestStep> {
  const open = decideWaiting(request, now);
  if (!open.allowed) return open;
  const after: AppointmentRequest = {
    ...request,
    ...timeFields(booked),
    deadline: iso(deadlineOf(booked.opening.startsAt, limitHours, now)),
    round: request.round + 1,
    version: request.version + 1,
  };
  const sheets = move(booked.sheets, holdOf(request), holdClaimOf(after), now);
  return sheets.allowed ? allow({ request: after, sheets: sheets.value }) : sheets;
}

const closed = (
  request: AppointmentRequest,
  how: Pick<AppointmentRequest, 'state'> & Partial<AppointmentRequest>,
  now: number,
): AppointmentRequest => ({ ...request, ...how, decidedAt: iso(now), version: request.version + 1 });

/** The client gives a pending request up, or a stranger one of their own: its time is free (product 5.4). */
export function withdrawnRequest(
  request: AppointmentRequest,
  sheets: readonly DaySheet[],
  now: number,
): Decision<RequestStep> {
  const open = decideWaiting(request, now);
  if (!open.allowed) return open;
  return allow({
    request: closed(request, { state: 'withdrawn' }, now),
    sheets: release(sheets, holdOf(request), now),
  });
}

/** A request that nobody decided in time; it is `already-decided` for whoever comes later (product 5.4). */
export function expiredRequest(
  request: AppointmentRequest,
  sheets: readonly DaySheet[],
  now: number,
): Decision<RequestStep> {
  if (request.state !== 'pending' || stateAt(request, now) !== 'expired') return decided(request, now);
  return allow({
    request: closed(request, { state: 'expired' }, now),
    sheets: release(sheets, holdOf(request), now),
  });
}

/** Staff say no, with a note or without; the time is free (product 5.3). */
export function declinedRequest(
  request: AppointmentRequest,
  sheets: readonly DaySheet[],
  by: { staffId: string; note: string | null },
  now: number,
): Decision<RequestStep> {
  const open = decideWaiting(request, now);
  if (!open.allowed) return open;
  return allow({
    request: closed(request, { state: 'declined', decidedBy: by.staffId, note: by.note }, now),
    sheets: release(sheets, holdOf(request), now),
  });
}

/** Whose time it is already: staff may have set the gaps beside it aside for another since (product 3.4). */
const whatItHas = { ignoreBuffers: true };

/** Staff say yes: the hold becomes an appointment's time in the same step (product 5.3). */
export function approvedRequest(
  request: AppointmentRequest,
  sheets: readonly DaySheet[],
  by: Approval & { staffId: string },
  now: number,
): Decision<RequestStep & { appointment: Appointment }> {
  const open = decideWaiting(request, now);
  if (!open.allowed) return open;
  const taken = move(sheets, holdOf(request), claimOf(request), now, whatItHas);
  if (!taken.allowed) return taken;
  const { appointmentId, clientId, staffId } = by;
  return allow({
    request: closed(request, { state: 'approved', appointmentId, clientId, decidedBy: staffId }, now),
    sheets: taken.value,
    appointment: appointmentOf(request, by),
  });
}

/**
 * Takes a decision back (product 5.3): of an approval while its appointment is to come and nobody has touched
 * it, of a decline while its time is still free; the request waits anew, for the practice's whole limit.
 * Refuses with `not-undoable`, saying why, or `taken`.
 */
export function undoneRequest(
  request: AppointmentRequest,
  appointment: Appointment | null,
  sheets: readonly DaySheet[],
  limitHours: number,
  now: number,
): Decision<RequestStep> {
  const no = (why: string) => refuse('not-undoable', why, { current: { state: stateAt(request, now) } });
  if (request.state !== 'approved' && request.state !== 'declined')
    return no(`${words[stateAt(request, now)]} Only an approval or a decline can be taken back.`);
  if (Date.parse(request.startsAt) <= now) return no('The time of this request has begun.');
  const after: AppointmentRequest = {
    ...request,
    state: 'pending',
    round: request.round + 1,
    deadline: iso(deadlineOf(Date.parse(request.startsAt), limitHours, now)),
    appointmentId: null,
    decidedBy: null,
    decidedAt: null,
    note: null,
    version: request.version + 1,
  };
  if (request.state === 'declined') {
    const taken = claim(sheets, holdClaimOf(after), now);
    return taken.allowed ? allow({ request: after, sheets: taken.value }) : taken;
  }
  if (appointment?.version !== 1)
    return no('Its appointment has been changed since. Change or cancel that instead.');
  const held = move(sheets, timeOf(appointment), holdClaimOf(after), now, whatItHas);
  return held.allowed ? allow({ request: after, sheets: held.value }) : held;
}

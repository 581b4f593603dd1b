import type { Appointment } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import type { Booked } from './booking.ts';
import type { Service, Status } from './catalogue.ts';
import { claim, type DaySheet, move, release } from './day-sheet.ts';
import { allow, type Decision, refuse } from './decision.ts';
import {
  type Applicant,
  type AppointmentRequest,
  deadlineOf,
  holdOf,
  openRequestsAllowed,
  stateAt,
} from './request.ts';

/** A request as it is to be written, with the sheets of its clinician that change with it. */
export interface RequestStep {
  request: AppointmentRequest;
  sheets: DaySheet[];
}

/** How long a stranger may take to confirm the e-mail address, hours (product 4.4). */
export const confirmWithinHours = 24;

/** Who asks, for what, since when. */
export interface Asking {
  id: string;
  clientId: string | null;
  applicant: Applicant | null;
  service: Pick<Service, 'id'>;
  test: boolean;
  /** Epoch milliseconds. */
  now: number;
}

const iso = (instant: number) => new Date(instant).toISOString();

function requestOf(
  asking: Asking,
  booked: Booked,
): Omit<AppointmentRequest, 'state' | 'deadline' | 'decidedAt'> {
  const { id, clientId, applicant, service, test, now } = asking;
  return {
    id,
    clientId,
    applicant,
    serviceId: service.id,
    ...timeFields(booked),
    round: 1,
    appointmentId: null,
    decidedBy: null,
    note: null,
    createdAt: iso(now),
    test,
    version: 1,
  };
}

const timeFields = ({ clinician, opening, bufferBeforeMinutes, bufferAfterMinutes }: Booked) => ({
  staffId: clinician.id,
  locationId: opening.locationId,
  startsAt: iso(opening.startsAt),
  endsAt: iso(opening.endsAt),
  localTime: opening.localTime,
  zone: opening.zone,
  bufferBeforeMinutes,
  bufferAfterMinutes,
});

const claimOf = (request: AppointmentRequest) => ({
  startsAt: Date.parse(request.startsAt),
  endsAt: Date.parse(request.endsAt),
  bufferBeforeMinutes: request.bufferBeforeMinutes,
  bufferAfterMinutes: request.bufferAfterMinutes,
});

const holdClaimOf = (request: AppointmentRequest) => ({ ...claimOf(request), ...holdOf(request) });

/**
 * A stranger's request before the e-mail address is confirmed: nothing is held (product 4.4). It can be
 * confirmed for a day, never after its start.
 */
export const unconfirmedRequest = (asking: Asking, booked: Booked): AppointmentRequest => ({
  ...requestOf(asking, booked),
  state: 'unconfirmed',
  deadline: iso(deadlineOf(booked.opening.startsAt, confirmWithinHours, asking.now)),
  decidedAt: null,
});

/** What an approval is made of: ids that are new, and the status of booked appointments. */
export interface Approval {
  appointmentId: string;
  clientId: string;
  status: Pick<Status, 'id' | 'kind'>;
}

/** The appointment that a request becomes (product 5.3). */
export const appointmentOf = (request: AppointmentRequest, approval: Approval): Appointment => ({
  id: approval.appointmentId,
  clientId: approval.clientId,
  staffId: request.staffId,
  serviceId: request.serviceId,
  locationId: request.locationId,
  startsAt: request.startsAt,
  endsAt: request.endsAt,
  localTime: request.localTime,
  zone: request.zone,
  bufferBeforeMinutes: request.bufferBeforeMinutes,
  bufferAfterMinutes: request.bufferAfterMinutes,
  statusId: approval.status.id,
  statusKind: approval.status.kind,
  paid: false,
  lateReference: null,
  lateChange: false,
  policyVersion: null,
  test: request.test,
  version: 1,
});

/** A request that has taken its time, with the appointment that it is already where nobody has to approve it. */
export interface Placed extends RequestStep {
  appointment: Appointment | null;
}

/** How a request goes on once its time is taken: hours until it runs out, and what an approval would make of it. */
export interface Terms {
  limitHours: number;
  approval: Approval;
}

/**
 * A request whose time is held from now on, until the practice's limit (product 4.4, 5.4), or `taken`. Where
 * nobody has to approve it, it is approved by the practice's own rule and takes its time for good (4.2).
 */
export const placeRequest = (asking: Asking, booked: Booked, terms: Terms): Decision<Placed> =>
  placed(unconfirmedRequest(asking, booked), booked, terms, asking.now);

function placed(
  request: AppointmentRequest,
  booked: Booked,
  { limitHours, approval }: Terms,
  now: number,
): Decision<Placed> {
  const waits: AppointmentRequest = {
    ...request,
    state: 'pending',
    deadline: iso(deadlineOf(booked.opening.startsAt, limitHours, now)),
  };
  if (booked.awaitsApproval) {
    const held = claim(booked.sheets, holdClaimOf(waits), now);
    return held.allowed ? allow({ request: waits, sheets: held.value, appointment: null }) : held;
  }
  const taken = claim(booked.sheets, claimOf(waits), now);
  if (!taken.allowed) return taken;
  const { appointmentId, clientId } = approval;
  return allow({
    request: { ...waits, state: 'approved', appointmentId, clientId, decidedAt: iso(now) },
    sheets: taken.value,
    appointment: appointmentOf(waits, approval),
  });
}

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

/** The requests of one person that wait, each until its deadline (epoch milliseconds). */
export type OpenRequests = readonly { id: string; until: number }[];

/**
 * Adds a request to those of its person that wait (product 4.4: three of a client, one of a stranger), or
 * changes its deadline; those past theirs count no more. Refuses with `requests-open`.
 */
export function withOpenRequest(
  open: OpenRequests,
  request: Pick<AppointmentRequest, 'id' | 'deadline'>,
  who: keyof typeof openRequestsAllowed,
  now: number,
): Decision<OpenRequests> {
  const others = withoutOpenRequest(open, request.id, now);
  const allowed = openRequestsAllowed[who];
  if (others.length < allowed)
    return allow([...others, { id: request.id, until: Date.parse(request.deadline) }]);
  return refuse(
    'requests-open',
    who === 'client'
      ? `You have ${allowed} requests waiting already. Withdraw one, or wait for an answer.`
      : 'You have a request waiting already. Please wait for its answer, or phone the practice.',
  );
}

/** As `withOpenRequest`, of one that staff make wait again (product 5.3): its no tells staff what is in the way. */
export function withReopened(
  open: OpenRequests,
  request: Pick<AppointmentRequest, 'id' | 'deadline'>,
  who: keyof typeof openRequestsAllowed,
  now: number,
): Decision<OpenRequests> {
  const decision = withOpenRequest(open, request, who, now);
  return decision.allowed
    ? decision
    : refuse(
        'requests-open',
        who === 'client'
          ? `This client has ${openRequestsAllowed.client} other requests waiting by now. Decide one of them first.`
          : 'This person has another request waiting by now. Decide that one first.',
      );
}

/** The requests that wait without this one and those past their deadline. */
export const withoutOpenRequest = (open: OpenRequests, id: string, now: number): OpenRequests =>
  open.filter((one) => one.id !== id && one.until > now);

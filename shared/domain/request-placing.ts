import type { Appointment } from './appointment.ts';
import type { Booked } from './booking.ts';
import type { Service, Status } from './catalogue.ts';
import { claim, type DaySheet } from './day-sheet.ts';
import { allow, type Decision } from './decision.ts';
import { type Applicant, type AppointmentRequest, deadlineOf, holdOf } from './request.ts';

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

/** What a request takes over of the time that was found for it. */
export const timeFields = ({ clinician, opening, bufferBeforeMinutes, bufferAfterMinutes }: Booked) => ({
  staffId: clinician.id,
  locationId: opening.locationId,
  startsAt: iso(opening.startsAt),
  endsAt: iso(opening.endsAt),
  localTime: opening.localTime,
  zone: opening.zone,
  bufferBeforeMinutes,
  bufferAfterMinutes,
});

/** The time of a request for good, with its gaps, as day sheets want it. */
export const claimOf = (request: AppointmentRequest) => ({
  startsAt: Date.parse(request.startsAt),
  endsAt: Date.parse(request.endsAt),
  bufferBeforeMinutes: request.bufferBeforeMinutes,
  bufferAfterMinutes: request.bufferAfterMinutes,
});

/** The same until the request's deadline. */
export const holdClaimOf = (request: AppointmentRequest) => ({ ...claimOf(request), ...holdOf(request) });

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

/** Takes the time of a request: until it is decided, or for good where nobody has to approve it. */
export function placed(
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

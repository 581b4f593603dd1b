import * as z from 'zod';
import { instant } from './appointment.ts';
import { dateOfBirth, e164Phone, personName, portalEmail } from './client.ts';
import type { TimeSpan } from './day-sheet.ts';
import { appointmentId, clientId, locationId, requestId, serviceId, staffId } from './id.ts';

/**
 * Where a request stands (product 5). `unconfirmed`: a stranger has not proved the e-mail address yet, and
 * nothing is held; `pending`: its time is held until it is decided; the rest is decided.
 */
export const requestState = z.enum([
  'unconfirmed',
  'pending',
  'approved',
  'declined',
  'withdrawn',
  'expired',
]);
export type RequestState = z.infer<typeof requestState>;

/** What somebody who is no client yet says of themselves; every answer is needed (product 5.1). */
export const applicant = z.strictObject({
  givenName: personName,
  familyName: personName,
  email: portalEmail,
  phone: e164Phone,
  dateOfBirth,
  postcode: z.string().min(1).max(12),
});
export type Applicant = z.infer<typeof applicant>;

/** The note that may go with a decline (product 5.3). */
export const decisionNote = z.string().trim().min(1).max(2000);

/** An appointment that nobody has approved yet, as it is stored. */
export const appointmentRequest = z.object({
  id: requestId,
  /** Whose it is; null for an applicant until it is approved, or matched to a record. */
  clientId: clientId.nullable(),
  applicant: applicant.nullable(),
  /** A stranger asked for whoever is free: until the address is confirmed another clinician may take the place. */
  anyone: z.boolean().optional(),
  staffId,
  serviceId,
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  localTime: z.string(),
  zone: z.string(),
  bufferBeforeMinutes: z.int().min(0),
  bufferAfterMinutes: z.int().min(0),
  state: requestState,
  /** Rises whenever it becomes pending anew: one execution of the flow each. */
  round: z.int().min(1),
  /**
   * While pending: until when it may be decided, never after its start, and how its hold on the day sheets is
   * named. While unconfirmed: until when the address can be confirmed.
   */
  deadline: instant,
  /** Made by its approval. */
  appointmentId: appointmentId.nullable(),
  /** Of staff; null where the practice's own rule approved it, or nobody has decided. */
  decidedBy: staffId.nullable(),
  decidedAt: instant.nullable(),
  note: decisionNote.nullable(),
  createdAt: instant,
  test: z.boolean(),
  version: z.int(),
});
export type AppointmentRequest = z.infer<typeof appointmentRequest>;

/** How many requests may wait at once: of a client, and of somebody who is none yet (product 4.4). */
export const openRequestsAllowed = { client: 3, applicant: 1 } as const;

/**
 * Where a request stands at an instant: one past its deadline has expired for whoever looks, even before the
 * sweep has written so (product 5.4).
 */
export const stateAt = (
  request: Pick<AppointmentRequest, 'state' | 'deadline'>,
  now: number,
): RequestState => {
  const waits = request.state === 'pending' || request.state === 'unconfirmed';
  return waits && now >= Date.parse(request.deadline) ? 'expired' : request.state;
};

/** The time that a pending request holds; its deadline is the hold's name. */
export const holdOf = (request: Pick<AppointmentRequest, 'startsAt' | 'endsAt' | 'deadline'>): TimeSpan => ({
  startsAt: Date.parse(request.startsAt),
  endsAt: Date.parse(request.endsAt),
  until: Date.parse(request.deadline),
});

const HOUR = 3_600_000;

/** The instant by which a request must be decided: after the practice's limit, and never after the start (5.4). */
export const deadlineOf = (startsAt: number, limitHours: number, now: number): number =>
  Math.min(now + limitHours * HOUR, startsAt);

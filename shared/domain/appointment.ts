import * as z from 'zod';
import { statusKind } from './catalogue.ts';
import { appointmentId, clientId, locationId, serviceId, staffId, statusId } from './id.ts';

/** An instant in UTC, ISO form ending in Z. */
export const instant = z.iso
  .datetime('Use a UTC instant like 2026-11-24T09:00:00Z.')
  .max(40);

/** An appointment as it is stored: it keeps its id for ever (product 3.2). */
export const appointment = z.object({
  id: appointmentId,
  clientId,
  staffId,
  serviceId: serviceId.nullable(),
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  /** The wall clock it was made for, with its zone, so that a change of zone rules can be recomputed. */
  localTime: z.string(),
  zone: z.string(),
  /** The gaps it was booked with, minutes; it keeps them (readings Openings 10). */
  bufferBeforeMinutes: z.int().min(0),
  bufferAfterMinutes: z.int().min(0),
  statusId,
  statusKind,
  paid: z.boolean(),
  /** Moved from inside its cancellation window: the earliest start that lateness is measured from (1.6). */
  lateReference: instant.nullable(),
  /** Its last change by the client was made inside the change window under `mark-late`. */
  lateChange: z.boolean(),
  /** The version of the policy text accepted when it was cancelled (product 1.8). */
  policyVersion: z.int().nullable(),
  test: z.boolean(),
  /** Also the sequence of its events and of its calendar entry. */
  version: z.int(),
});
export type Appointment = z.infer<typeof appointment>;

import * as z from 'zod';
import { found } from './decision.ts';
import { freesTheTime, type StatusKind, statusKinds } from './status-kind.ts';

/** From the year 10000 on, times no longer sort as their texts do; nobody books that far ahead. */
const endOfCalendars = '3000';

/** An instant in UTC, ISO form ending in Z. */
export const instant = z.iso
  .datetime({ error: 'Use a UTC instant like 2026-11-24T09:00:00Z.', abort: true })
  .max(40)
  .refine((text) => text < endOfCalendars, 'Use a time before the year 3000.');

/** A date of some wall clock. */
export const localDate = z.iso
  .date({ error: 'Use a date like 2026-11-24.', abort: true })
  .refine((text) => text < endOfCalendars, 'Use a date before the year 3000.');

export const statusKind = z.enum(statusKinds);

/** An appointment as it is stored: it keeps its id for ever (product 3.2). */
export interface Appointment {
  id: string;
  clientId: string;
  staffId: string;
  serviceId: string | null;
  locationId: string | null;
  startsAt: string;
  endsAt: string;
  /** The wall clock it was made for, with its zone, so that a change of zone rules can be recomputed. */
  localTime: string;
  zone: string;
  /** The gaps it was booked with, minutes; it keeps them (product 4.3). */
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  statusId: string;
  statusKind: StatusKind;
  paid: boolean;
  /** Moved from inside its cancellation window: the earliest start that lateness is measured from (1.6). */
  lateReference: string | null;
  /** Its last change by the client was made inside the change window under `mark-late`. */
  lateChange: boolean;
  /** The version of the policy text accepted when it was cancelled (product 1.8). */
  policyVersion: number | null;
  test: boolean;
  /** The status that it had before it was cancelled, which a restoration gives back (product 1.7). */
  heldStatusId?: string | undefined;
  /** Deleted by staff: it stays as a record and is in no list or diary (product 3.4). Absent: it is not. */
  deletedAt?: string | undefined;
  /** Also the sequence of its events and of its calendar entry. */
  version: number;
}

/** Whether an appointment keeps its time taken: it is neither cancelled nor deleted (product 1.7, 3.4). */
export const isStanding = ({
  statusKind,
  deletedAt,
}: Pick<Appointment, 'statusKind' | 'deletedAt'>): boolean =>
  deletedAt === undefined && !freesTheTime(statusKind);

/** An appointment that is there and not deleted; else `not-found`: only staff see what was deleted. */
export const notDeleted = (appointment: Appointment | undefined): Appointment =>
  found(appointment?.deletedAt === undefined ? appointment : undefined);

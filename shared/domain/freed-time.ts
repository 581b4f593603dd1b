import type { EventDetail, EventType } from './event.ts';
import { keepsTheClock } from './notice.ts';

/** What gives a time back that others may wait for (product 4.5). */
export const freeingEvents = [
  'appointment.cancelled.v1',
  'appointment.changed.v1',
  'appointment.staff-changed.v1',
  'appointment.deleted.v1',
  'request.declined.v1',
  'request.withdrawn.v1',
  'request.expired.v1',
  'request.moved.v1',
  'offer.accepted.v1',
  'offer.refused.v1',
  'offer.lapsed.v1',
  'offer.withdrawn.v1',
] as const satisfies EventType[];

/** A time of one clinician that has come free: epoch milliseconds. */
export interface FreedTime {
  staffId: string;
  startsAt: number;
  endsAt: number;
  /** The client who gave it back, who is not offered it; null where that was not for them to decide. */
  giverId: string | null;
}

/** What some of these events say of the time that was taken before. */
interface Told {
  clientId: string | null;
  staffId: string;
  startsAt: string;
  endsAt: string;
  previousStaffId?: string;
  previousStartsAt?: string;
  previousEndsAt?: string;
  freedStartsAt?: string;
  freedEndsAt?: string;
}

/**
 * The time that an event says is free; of an offer, all that had come free at first. Null: it is of an import, a
 * replay, or a change of the practice's zone, of which nothing is offered.
 */
export function freedBy({ metadata, data }: EventDetail): FreedTime | null {
  const { cause } = metadata;
  if (cause === 'import' || cause === 'replay' || keepsTheClock({ metadata })) return null;
  const told = data as unknown as Told;
  return {
    staffId: told.previousStaffId ?? told.staffId,
    startsAt: Date.parse(told.freedStartsAt ?? told.previousStartsAt ?? told.startsAt),
    endsAt: Date.parse(told.freedEndsAt ?? told.previousEndsAt ?? told.endsAt),
    giverId: cause === 'client' ? told.clientId : null,
  };
}

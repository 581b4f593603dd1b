import { type BookingWish, readBookingRange } from '../data/booking.ts';
import type { Scope } from '../domain/actor.ts';
import { nearestBookable, type WantedTime } from '../domain/booking.ts';
import { type Decision, granted, Refused } from '../domain/decision.ts';
import { datesToSearch } from '../domain/listed-dates.ts';
import type { DateRange } from '../domain/opening.ts';
import { offersOthers } from '../domain/openings.ts';
import type { Practice } from '../domain/practice.ts';

/** A time that somebody wants to book, or to move to. */
interface Wanted {
  practice: Pick<Practice, 'preferences'>;
  startsAt: string;
  now: number;
}

/**
 * The value of a yes; the no to a time is thrown with the free times nearest to it (product 4.3). `find` names those of
 * some dates: it is asked about the dates around, and where they have none about a month either way.
 */
export async function grantedOrOthers<T>(
  decision: Decision<T>,
  { practice, startsAt, now }: Wanted,
  find: (range: DateRange) => Promise<string[]>,
): Promise<T> {
  if (decision.allowed || !offersOthers(decision.refusal)) return granted(decision);
  for (const range of datesToSearch(startsAt, practice.preferences, now)) {
    const nearest = await find(range);
    if (nearest.length > 0) throw new Refused({ ...decision.refusal, nearest });
  }
  throw new Refused({ ...decision.refusal, nearest: [] });
}

/** As `grantedOrOthers`, of a booking: with three free times at most, at the place that was asked for. */
export function orNearest<T>(
  decision: Decision<T>,
  about: { scope: Scope; practice: Practice; wish: BookingWish; wanted: WantedTime; now: number },
): Promise<T> {
  const { scope, practice, wish, wanted, now } = about;
  const startsAt = new Date(wanted.startsAt).toISOString();
  return grantedOrOthers(decision, { practice, startsAt, now }, async (range) => {
    const situation = await readBookingRange(scope, practice, wish, range, now);
    const { locationId = situation.locationId } = wanted;
    return nearestBookable({ ...situation, locationId }, range, wanted.startsAt);
  });
}

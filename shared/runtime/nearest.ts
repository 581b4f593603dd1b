import { type BookingWish, readBookingRange } from '../data/booking.ts';
import type { Scope } from '../domain/actor.ts';
import { nearestBookable, type WantedTime } from '../domain/booking.ts';
import { type Decision, granted, Refused } from '../domain/decision.ts';
import { datesAround } from '../domain/listed-dates.ts';
import { offersOthers } from '../domain/openings.ts';
import type { Practice } from '../domain/practice.ts';

/** The value of a yes; the no to a time is thrown with the three free times nearest to it (product 4.3). */
export async function orNearest<T>(
  decision: Decision<T>,
  about: { scope: Scope; practice: Practice; wish: BookingWish; wanted: WantedTime; now: number },
): Promise<T> {
  if (decision.allowed || !offersOthers(decision.refusal)) return granted(decision);
  const { scope, practice, wish, wanted, now } = about;
  const range = datesAround(new Date(wanted.startsAt).toISOString());
  const situation = await readBookingRange(scope, practice, wish, range, now);
  throw new Refused({ ...decision.refusal, nearest: nearestBookable(situation, range, wanted.startsAt) });
}

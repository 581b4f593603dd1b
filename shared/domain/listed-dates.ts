import { allow, type Decision, refuseFields } from './decision.ts';
import type { DateRange } from './opening.ts';
import { rangeErrors } from './openings.ts';
import { dateOf, dayOf, localTimeOf } from './zone.ts';

const daysAround = 7;

/** The local dates in which times near a wanted one are looked for: a week either way. */
export function datesAround(startsAt: string): { from: string; to: string } {
  const day = dayOf(startsAt.slice(0, 10));
  return { from: dateOf(day - daysAround), to: dateOf(day + daysAround + 1) };
}

const listedDays = 31;

/**
 * The dates of a listing: from today at the place, for a month, unless the caller says otherwise. Refuses dates
 * that are out of order, or too many (product 4.3).
 */
export function listedDates(
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: number,
): Decision<DateRange> {
  const from = asked.from ?? localTimeOf(zone, now).slice(0, 10);
  const range = { from, to: asked.to ?? dateOf(dayOf(from) + listedDays) };
  const errors = rangeErrors(range);
  return errors.length > 0 ? refuseFields(errors) : allow(range);
}

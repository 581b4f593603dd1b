import type { BookingPreferences } from './availability.ts';
import { allow, type Decision, refuseFields } from './decision.ts';
import type { DateRange } from './opening.ts';
import { leastNoticeHours } from './opening-search.ts';
import { rangeErrors } from './openings.ts';
import { dateOf, dayOf, localTimeOf } from './zone.ts';

const daysAround = 7;

/** The local dates in which times near a wanted one are looked for: a week either way. */
export function datesAround(startsAt: string): { from: string; to: string } {
  const day = dayOf(startsAt.slice(0, 10));
  return { from: dateOf(day - daysAround), to: dateOf(day + daysAround + 1) };
}

const HOUR = 3_600_000;

/** Where a week either way has nothing, a month may: a clinician on leave, a full diary. */
const wideDays = 30;

/**
 * The spans of local dates in which free times near a wanted one are looked for, the closer first (product 4.3): around
 * it, or around the first or the last date that can be booked where it lies outside those.
 * @param now epoch milliseconds
 */
export function datesToSearch(
  startsAt: string,
  preferences: Pick<BookingPreferences, 'noticeHours' | 'bookInside24Hours' | 'horizonDays'>,
  now: number,
): DateRange[] {
  const dateAt = (instant: number) => dayOf(new Date(instant).toISOString().slice(0, 10));
  const first = dateAt(now + leastNoticeHours(preferences) * HOUR);
  const last = dateAt(now) + preferences.horizonDays;
  const day = Math.max(first, Math.min(dayOf(startsAt.slice(0, 10)), last));
  return [daysAround, wideDays].map((days) => ({ from: dateOf(day - days), to: dateOf(day + days + 1) }));
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

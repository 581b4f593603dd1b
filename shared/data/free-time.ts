import type { Scope } from '../domain/actor.ts';
import type { DateException, WeeklyHours } from '../domain/availability.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import { dateOf, dayOf } from '../domain/zone.ts';
import { getAvailability } from './availability.ts';
import { listSheets } from './sheet.ts';

/** Everything that lists a clinician's free times over local dates, `to` exclusive: one trip, side by side. */
export async function readFreeTime(
  scope: Scope,
  staffId: string,
  range: { from: string; to: string },
): Promise<{ hours: WeeklyHours; exceptions: DateException[]; sheets: DaySheet[] }> {
  // A local date lies within its UTC neighbours in every zone; an appointment may end on the next.
  const days = { first: dateOf(dayOf(range.from) - 1), last: dateOf(dayOf(range.to) + 1) };
  const [availability, sheets] = await Promise.all([
    // The tail of the night before is part of the first date.
    getAvailability(scope, staffId, days.first),
    listSheets(scope, staffId, days),
  ]);
  return { ...availability, sheets };
}

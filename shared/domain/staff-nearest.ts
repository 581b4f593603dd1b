import type { Appointment } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import type { DateException, WeeklyHours } from './availability.ts';
import type { Location } from './catalogue.ts';
import { busyTimesOf, type DaySheet } from './day-sheet.ts';
import { datesAround } from './listed-dates.ts';
import { nearestOpenings } from './openings.ts';
import type { Practice } from './practice.ts';

const MINUTE = 60_000;

/** Far beyond what anybody asks: staff have no horizon. */
const noHorizonDays = 36_500;

/**
 * Free times of a clinician near one that staff could not have, ISO instants, three at most: inside working hours
 * and on the grid, whatever notice and horizon; none for a time that is past. The time of the appointment that is
 * being moved counts as free.
 */
export function nearestForStaff(about: {
  practice: Pick<Practice, 'zone' | 'preferences'>;
  location: Location | null;
  hours: WeeklyHours;
  exceptions: readonly DateException[];
  /** Of the clinician, of the dates around. */
  sheets: readonly DaySheet[];
  startsAt: string;
  durationMinutes: number;
  moved: Appointment | null;
  ignoreBuffers: boolean;
  now: number;
}): string[] {
  const { practice, location, sheets, startsAt, durationMinutes, moved, ignoreBuffers, now } = about;
  const start = Date.parse(startsAt);
  if (start <= now) return [];
  const own = moved && timeOf(moved);
  const noGaps = ignoreBuffers ? { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 } : {};
  const busy = busyTimesOf(sheets)
    .filter((taken) => taken.start * MINUTE !== own?.startsAt || taken.end * MINUTE !== own.endsAt)
    .map((taken) => (ignoreBuffers ? { ...taken, before: 0, after: 0 } : taken));
  const found = nearestOpenings(
    {
      purpose: 'booking',
      preferences: {
        ...practice.preferences,
        ...noGaps,
        noticeHours: 0,
        bookInside24Hours: true,
        horizonDays: noHorizonDays,
      },
      durationMinutes,
      busy,
      now,
      zone: practice.zone,
      locations: location ? { [location.id]: location.zone } : {},
      locationId: location?.id ?? null,
      weekly: about.hours,
      exceptions: about.exceptions,
      ...datesAround(startsAt),
    },
    start,
    3,
  );
  return found.map((opening) => new Date(opening.startsAt).toISOString());
}

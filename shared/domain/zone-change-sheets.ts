import { type Appointment, isStanding } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import { busyTimesOf, claim, type DaySheet, sheetDatesOf, type Taken } from './day-sheet.ts';
import { allow, type Decision } from './decision.ts';
import { dateOf, dayOf, MINUTES_OF_A_DAY } from './zone.ts';
import { FARTHEST } from './zone-change.ts';

/** One clinician's day sheets when the practice changes its zone (product 1.1, 3.5). */

const MINUTE = 60_000;

/**
 * The first day sheet that a change may touch: an appointment may come to lie as far back as zones are apart, and is
 * written a little wider than it is.
 */
export const firstSheetOf = (cutoff: number): string =>
  dateOf(Math.floor((cutoff - FARTHEST) / 86_400_000) - 1);

const nameOf = (start: number, end: number): string => `${start} ${end}`;

const nameOfTime = (appointment: Appointment): string => {
  const { startsAt, endsAt } = timeOf(appointment);
  return nameOf(Math.floor(startsAt / MINUTE), Math.ceil(endsAt / MINUTE));
};

/**
 * How many times that are taken from the cutoff on belong to none of the appointments that were found: none, unless
 * an index lags behind the table. What has not been found must not lose its time.
 */
export function unknownTimes(
  sheets: readonly DaySheet[],
  ahead: readonly Appointment[],
  cutoff: number,
): number {
  const known = new Set(ahead.filter(isStanding).map(nameOfTime));
  return busyTimesOf(sheets).filter(
    ({ start, end, until }) =>
      until === undefined && start * MINUTE >= cutoff && !known.has(nameOf(start, end)),
  ).length;
}

/**
 * The day sheets as they are to be once all appointments have moved: what had begun and what is held for a request
 * stays, and every other time is that of an appointment, with the gaps that it was booked with. Answers with those
 * that differ from what is stored, each with the version that was read. Refuses with `taken` where two would overlap.
 *
 * @param ahead the clinician's appointments that were still to come, in the new zone
 */
export function rebuiltSheets(
  stored: readonly DaySheet[],
  ahead: readonly Appointment[],
  cutoff: number,
  now: number,
): Decision<DaySheet[]> {
  const own = ahead.filter(isStanding);
  const names = new Set(own.map(nameOfTime));
  const sheets = new Map<string, DaySheet>(
    stored.map((sheet) => [sheet.date, { ...sheet, taken: standing(sheet, names, cutoff) }]),
  );
  for (const appointment of own) {
    const wanted = { ...timeOf(appointment), ...gapsOf(appointment) };
    const touched = sheetDatesOf(wanted.startsAt, wanted.endsAt).flatMap((date) => sheets.get(date) ?? []);
    const claimed = claim(touched, wanted, now, { ignoreBuffers: true });
    if (!claimed.allowed) return claimed;
    for (const sheet of claimed.value) sheets.set(sheet.date, sheet);
  }
  const before = new Map(stored.map((sheet) => [sheet.date, JSON.stringify(sheet.taken)]));
  return allow([...sheets.values()].filter(({ date, taken }) => before.get(date) !== JSON.stringify(taken)));
}

const gapsOf = ({ bufferBeforeMinutes, bufferAfterMinutes }: Appointment) => ({
  bufferBeforeMinutes,
  bufferAfterMinutes,
});

/** What of a sheet stays as it is: held times, and what began before the cutoff and is none of those written anew. */
function standing({ date, taken }: DaySheet, names: ReadonlySet<string>, cutoff: number): Taken[] {
  const midnight = dayOf(date) * MINUTES_OF_A_DAY;
  return taken.filter(
    ([start, end, , , until]) =>
      until !== undefined ||
      ((midnight + start) * MINUTE < cutoff && !names.has(nameOf(midnight + start, midnight + end))),
  );
}

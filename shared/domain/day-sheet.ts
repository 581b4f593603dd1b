/**
 * What is taken of one clinician's UTC day, and the rule that nobody is booked twice (product 3.5, 4.2).
 *
 * An interval is written to every UTC day that it touches once widened by the largest gap that anyone may ask
 * for. Two writers whose times are too close therefore always share a sheet, also either side of midnight, and
 * the version of that sheet lets one of them win. Intervals bear no ids: none overlap, so each names itself.
 */
import { allow, type Decision, refuse } from './decision.ts';
import { dateOf, dayOf, MINUTES_OF_A_DAY } from './zone.ts';

const MINUTE = 60_000;

/** The largest gap that may be asked for beside an appointment: what every day sheet is widened by. */
export const MAX_BUFFER_MINUTES = 120;

/**
 * `[start, end, before, after, until]`: half-open, minutes from the UTC midnight of the sheet's day (negative or
 * past 1440 where it only reaches into it); the gaps it was booked with; for a hold, the epoch milliseconds from
 * which it is free. Zeros and an absent `until` at the end are left off.
 */
export type Taken = readonly [start: number, end: number, before?: number, after?: number, until?: number];

export interface DaySheet {
  /** A UTC day like `2026-11-21`. */
  date: string;
  /** 0: not stored yet. */
  version: number;
  /** Sorted by start. */
  taken: readonly Taken[];
}

/** A time that is taken, whole minutes since 1970 in UTC, half-open, with the gaps it was booked with. */
export interface BusyTime {
  start: number;
  end: number;
  before: number;
  after: number;
  /** Epoch milliseconds from which a hold is free; left out: it is no hold. */
  until?: number | undefined;
}

/** A time to take or to give back: epoch milliseconds. */
export interface TimeSpan {
  startsAt: number;
  endsAt: number;
  /** Of a hold: when it becomes free, epoch milliseconds. It tells a hold from a booking of the same time. */
  until?: number | undefined;
}

/** A time to take, with the gaps that it keeps for as long as it stands. */
export interface Claim extends TimeSpan {
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

export interface ClaimOptions {
  /** Staff may set gaps aside, never an overlap (product 3.4). */
  ignoreBuffers?: boolean;
}

/** The time in whole minutes since 1970, rounded outwards (product 4.3). */
const minutesTaken = ({ startsAt, endsAt }: TimeSpan) => ({
  start: Math.floor(startsAt / MINUTE),
  end: Math.ceil(endsAt / MINUTE),
});

/**
 * The UTC days on whose sheets a time is written, in order. `largestBuffer` must be the same for everyone who
 * writes: it is an argument for tests.
 */
export function sheetDatesOf(startsAt: number, endsAt: number, largestBuffer = MAX_BUFFER_MINUTES): string[] {
  const { start, end } = minutesTaken({ startsAt, endsAt });
  const first = Math.floor((start - largestBuffer) / MINUTES_OF_A_DAY);
  const last = Math.ceil((end + largestBuffer) / MINUTES_OF_A_DAY) - 1;
  return Array.from({ length: last - first + 1 }, (_, index) => dateOf(first + index));
}

/**
 * Takes a time: answers with the sheets as they are to be written, each still with the version that was read,
 * which is the condition of the write. Refuses with `taken` where it would overlap another time or, unless staff
 * set that aside, leave less than the larger of the two gaps between them (product 4.2).
 * Holds do not count from their `until` on and are dropped here. A sheet that is not given counts as empty and
 * unstored.
 */
export function claim(
  sheets: readonly DaySheet[],
  wanted: Claim,
  now: number,
  options: ClaimOptions = {},
): Decision<DaySheet[]> {
  const { start, end } = minutesTaken(wanted);
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after, until } = wanted;
  const changed: DaySheet[] = [];
  for (const date of sheetDatesOf(wanted.startsAt, wanted.endsAt)) {
    const sheet = sheets.find((candidate) => candidate.date === date) ?? { date, version: 0, taken: [] };
    const midnight = dayOf(date) * MINUTES_OF_A_DAY;
    const own = trimmed(start - midnight, end - midnight, before, after, until);
    const standing = sheet.taken.filter((taken) => counts(taken, now));
    if (standing.some((taken) => tooClose(taken, own, options.ignoreBuffers ?? false)))
      return refuse('taken', 'Someone has just taken that time. Choose another.');
    changed.push({ ...sheet, taken: [...standing, own].sort((one, other) => one[0] - other[0]) });
  }
  return allow(changed);
}

/**
 * Gives a time back: answers with those sheets that held it, without it and without holds that are over. Giving
 * back what is not there (again, or a hold that has been dropped) changes nothing. A hold is named by its
 * `until` too, so that one which is over never takes the booking that followed it along.
 */
export function release(sheets: readonly DaySheet[], given: TimeSpan, now: number): DaySheet[] {
  const { start, end } = minutesTaken(given);
  return sheets.flatMap((sheet) => {
    const midnight = dayOf(sheet.date) * MINUTES_OF_A_DAY;
    const isIt = (taken: Taken) =>
      taken[0] === start - midnight && taken[1] === end - midnight && taken[4] === given.until;
    return sheet.taken.some(isIt)
      ? [{ ...sheet, taken: sheet.taken.filter((taken) => !isIt(taken) && counts(taken, now)) }]
      : [];
  });
}

/** All of some sheets as they are once a time has been given back. */
export const sheetsWithout = (sheets: readonly DaySheet[], given: TimeSpan, now: number): DaySheet[] =>
  over(sheets, release(sheets, given, now)).sort(byDate);

/**
 * Gives one time back and takes another in one step (product 3.2), over the sheets of both: answers with the
 * sheets that change, or refuses as `claim` does and changes nothing.
 */
export function move(
  sheets: readonly DaySheet[],
  given: TimeSpan,
  wanted: Claim,
  now: number,
  options: ClaimOptions = {},
): Decision<DaySheet[]> {
  const freed = release(sheets, given, now);
  const claimed = claim(over(sheets, freed), wanted, now, options);
  return claimed.allowed ? allow(over(freed, claimed.value).sort(byDate)) : claimed;
}

/** What some sheets hold, for `OpeningsQuestion.busy`: by start, each time once however many sheets it is on. */
export function busyTimesOf(sheets: readonly DaySheet[]): BusyTime[] {
  const all: BusyTime[] = [];
  for (const { date, taken } of sheets) {
    const midnight = dayOf(date) * MINUTES_OF_A_DAY;
    for (const [start, end, before = 0, after = 0, until] of taken)
      all.push({ start: midnight + start, end: midnight + end, before, after, until });
  }
  all.sort((one, other) => one.start - other.start || one.end - other.end || untilOf(one) - untilOf(other));
  return all.filter((time, index) => {
    const previous = all[index - 1];
    return previous?.start !== time.start || previous.end !== time.end || untilOf(previous) !== untilOf(time);
  });
}

const untilOf = ({ until }: BusyTime): number => until ?? 0;

const byDate = (one: DaySheet, other: DaySheet): number => (one.date < other.date ? -1 : 1);

/** The first sheets, with the second in place of those of the same date. */
const over = (sheets: readonly DaySheet[], newer: readonly DaySheet[]): DaySheet[] => [
  ...sheets.filter(({ date }) => !newer.some((sheet) => sheet.date === date)),
  ...newer,
];

const counts = ([, , , , until]: Taken, now: number): boolean => until === undefined || until > now;

function tooClose(
  [start, end, before = 0, after = 0]: Taken,
  [ownStart, ownEnd, ownBefore = 0, ownAfter = 0]: Taken,
  ignoreBuffers: boolean,
): boolean {
  const gapBefore = ignoreBuffers ? 0 : Math.max(after, ownBefore);
  const gapAfter = ignoreBuffers ? 0 : Math.max(ownAfter, before);
  return ownStart < end + gapBefore && start < ownEnd + gapAfter;
}

function trimmed(
  start: number,
  end: number,
  before: number,
  after: number,
  until: number | undefined,
): Taken {
  if (until !== undefined) return [start, end, before, after, until];
  if (after !== 0) return [start, end, before, after];
  return before !== 0 ? [start, end, before] : [start, end];
}

import type { BookingPreferences } from './availability.ts';
import { allow, type Decision, type FieldError, refuse } from './decision.ts';
import { type Hours, type Timetable, timetablesOf, workingTime } from './working-time.ts';
import { clockOf, dateOf, dayOf, firstInstantOf, MINUTES_OF_A_DAY, offsetAt } from './zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The most dates that one listing may ask for (readings Openings 11). */
export const MAX_LISTED_DAYS = 62;

/** A time that is taken, whole minutes since 1970 in UTC, half-open, with the gaps it was booked with. */
export interface BusyTime {
  start: number;
  end: number;
  before: number;
  after: number;
  /** Epoch milliseconds from which a hold is free; left out: it is no hold. */
  until?: number | undefined;
}

/** The appointment or request that is to be moved: epoch milliseconds. */
export interface Moving {
  startsAt: number;
  endsAt: number;
  locationId: string | null;
}

/** Everything that decides what can be booked with one clinician. */
export interface OpeningsQuestion extends Hours {
  /** `change`: of an appointment, which awaits nothing; it obeys the same notice (readings Openings 9). */
  purpose: 'booking' | 'change';
  preferences: BookingPreferences;
  /** Of the service. A move keeps its own duration instead. */
  durationMinutes: number;
  busy: readonly BusyTime[];
  /** Keeps its location and duration, and its own time does not count as busy (readings Openings 13). */
  moving?: Moving | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Local dates like `2026-11-21`, each meaning its first instant in the zone of the location; `to` is exclusive. */
export interface DateRange {
  from: string;
  to: string;
}

/** A time that can be booked: epoch milliseconds, with what the wall clock of its location reads. */
export interface Opening {
  startsAt: number;
  endsAt: number;
  locationId: string | null;
  zone: string;
  /** Like `2026-11-21T09:30`. Two openings have the same one where the clocks repeat it. */
  localTime: string;
}

/**
 * What can be booked on some dates (product 4.3), by start, then location. `busy` must hold what is taken on
 * `sheetDaysOf(question)`, and the range must have passed `rangeErrors`.
 */
export function listOpenings(question: OpeningsQuestion & DateRange): Opening[] {
  const openings: Opening[] = [];
  const blocked = blockedStarts(question);
  const timetables = timetablesOf(placed(question));
  for (const timetable of timetables)
    addOpenings(
      openings,
      question,
      timetable,
      blocked,
      firstInstantOf(timetable.zone, question.from),
      firstInstantOf(timetable.zone, question.to),
    );
  return timetables.length > 1 ? openings.sort(byStart) : openings;
}

/** The opening that starts at `startsAt`, if there is one: found by the code that lists, so what is listed can be booked. */
export function openingAt(question: OpeningsQuestion, startsAt: number): Opening | undefined {
  if (!Number.isInteger(startsAt / MINUTE)) return undefined;
  const found: Opening[] = [];
  const blocked = blockedStarts(question);
  const instant = startsAt / MINUTE;
  for (const timetable of timetablesOf(placed(question)))
    addOpenings(found, question, timetable, blocked, instant, instant + 1);
  return found.sort(byStart)[0];
}

/** Whether an opening starts at `startsAt`, epoch milliseconds. */
export const isOpening = (question: OpeningsQuestion, startsAt: number): boolean =>
  openingAt(question, startsAt) !== undefined;

/**
 * Decides whether `startsAt` (epoch milliseconds) can be booked or moved to. Refuses with `unchanged` (it is the
 * moved one's own start), `taken` (it would be free but for another), `not-an-opening` (product 4.3, readings
 * Openings 13).
 */
export function decideOpening(question: OpeningsQuestion, startsAt: number): Decision<Opening> {
  if (startsAt === question.moving?.startsAt)
    return refuse('unchanged', 'That is the time it has now. Choose another.');
  const opening = openingAt(question, startsAt);
  if (opening) return allow(opening);
  return isOpening({ ...question, busy: [] }, startsAt)
    ? refuse('taken', 'Someone has just taken that time. Choose another.')
    : refuse('not-an-opening', 'That time is not on offer. Choose one of those listed.');
}

/** The `count` openings of the range that start closest to `startsAt` (epoch milliseconds), in order of time. */
export function nearestOpenings(
  question: OpeningsQuestion & DateRange,
  startsAt: number,
  count: number,
): Opening[] {
  const away = (opening: Opening) => Math.abs(opening.startsAt - startsAt);
  return listOpenings(question)
    .sort((one, other) => away(one) - away(other))
    .slice(0, count)
    .sort(byStart);
}

/**
 * Whether a booking of this start awaits a clinician's approval (product 4.2): where the practice wants it, and
 * whatever starts less than 24 hours from now. A change awaits nothing (readings Openings 9).
 */
export const awaitsApproval = (
  question: Pick<OpeningsQuestion, 'purpose' | 'preferences' | 'now'>,
  startsAt: number,
): boolean =>
  question.purpose === 'booking' &&
  (question.preferences.approval === 'required' || startsAt - question.now < DAY);

/** What is wrong with the dates of a listing: out of order, or too many. Pointers name query parameters. */
export function rangeErrors({ from, to }: DateRange): FieldError[] {
  const days = dayOf(to) - dayOf(from);
  if (days < 0) return [{ pointer: '?to', code: 'range', message: `to (${to}) is before from (${from}).` }];
  if (days <= MAX_LISTED_DAYS) return [];
  const message = `from and to are ${days} days apart. Ask for ${MAX_LISTED_DAYS} at most.`;
  return [{ pointer: '?to', code: 'range', message }];
}

/** The first and the last UTC day whose sheets a listing must have read; undefined: nothing can be offered. */
export function sheetDaysOf(
  question: OpeningsQuestion & DateRange,
): { first: string; last: string } | undefined {
  const zones = timetablesOf(placed(question)).map((timetable) => timetable.zone);
  if (zones.length === 0) return undefined;
  const start = Math.min(...zones.map((zone) => firstInstantOf(zone, question.from)));
  const end = Math.max(...zones.map((zone) => firstInstantOf(zone, question.to)));
  const duration = Math.ceil(durationOf(question) / MINUTE);
  return {
    first: dateOf(Math.floor(start / MINUTES_OF_A_DAY)),
    last: dateOf(Math.floor((end + duration) / MINUTES_OF_A_DAY)),
  };
}

const byStart = (one: Opening, other: Opening): number =>
  one.startsAt - other.startsAt || ((one.locationId ?? '') < (other.locationId ?? '') ? -1 : 1);

const durationOf = ({ moving, durationMinutes }: OpeningsQuestion): number =>
  moving ? moving.endsAt - moving.startsAt : durationMinutes * MINUTE;

const placed = (question: OpeningsQuestion): Hours =>
  question.moving ? { ...question, locationId: question.moving.locationId } : question;

/** Starts that other appointments forbid: half-open `[from[i], to[i])` in minutes, by `from`. */
interface Blocked {
  count: number;
  from: Int32Array;
  to: Int32Array;
}

/**
 * A start is forbidden where the new time would overlap a taken one, or leave less between them than the larger
 * of the two gaps (product 4.2). A hold counts until its `until`; the moved one's own time does not.
 */
function blockedStarts(question: OpeningsQuestion): Blocked {
  const { busy, moving, now } = question;
  const { bufferBeforeMinutes, bufferAfterMinutes } = question.preferences;
  const duration = Math.ceil(durationOf(question) / MINUTE);
  // Rounded as the day sheet rounds it (readings Openings 14).
  const ownStart = moving ? Math.floor(moving.startsAt / MINUTE) : Number.NaN;
  const ownEnd = moving ? Math.ceil(moving.endsAt / MINUTE) : Number.NaN;
  const from = new Int32Array(busy.length);
  const to = new Int32Array(busy.length);
  let count = 0;
  let sorted = true;
  for (const taken of busy) {
    if (taken.until !== undefined && taken.until <= now) continue;
    if (taken.start === ownStart && taken.end === ownEnd) continue;
    from[count] = taken.start - duration - Math.max(bufferAfterMinutes, taken.before) + 1;
    to[count] = taken.end + Math.max(taken.after, bufferBeforeMinutes);
    if (count > 0 && from[count]! < from[count - 1]!) sorted = false;
    count++;
  }
  if (sorted) return { count, from, to };
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (one, other) => from[one]! - from[other]!,
  );
  return {
    count,
    from: Int32Array.from(order, (index) => from[index]!),
    to: Int32Array.from(order, (index) => to[index]!),
  };
}

/**
 * Adds the openings of one timetable that start in `[first, end)`, minutes: one pass over working time and
 * blocked starts side by side.
 */
function addOpenings(
  openings: Opening[],
  question: OpeningsQuestion,
  timetable: Timetable,
  blocked: Blocked,
  first: number,
  end: number,
): void {
  const { locationId, zone } = timetable;
  const { now, preferences } = question;
  const { intervalMinutes } = preferences;
  const milliseconds = durationOf(question);
  const duration = Math.ceil(milliseconds / MINUTE);
  const own = question.moving?.startsAt;

  // Notice is exact to the millisecond, and nothing that has begun is offered (readings Openings 8, 9).
  const notice = preferences.bookInside24Hours
    ? preferences.noticeHours
    : Math.max(preferences.noticeHours, 24);
  const begun = Math.floor(now / MINUTE);
  const from = Math.max(first, begun + 1, Math.ceil((now + notice * HOUR) / MINUTE));
  // The horizon is the end of a date on the wall clock (readings Openings 7).
  const today = Math.floor((begun + offsetAt(zone, begun)) / MINUTES_OF_A_DAY);
  const horizon = (today + preferences.horizonDays + 1) * MINUTES_OF_A_DAY;
  // Beyond it by more than any offset there is nothing to look for, however far the range asks.
  const to = Math.min(end, horizon + MINUTES_OF_A_DAY);
  if (from >= to) return;

  let next = 0;
  let blockedUntil = Number.NEGATIVE_INFINITY;
  let midnight = Number.NaN;
  let date = '';
  for (const stretch of workingTime(timetable, from, to + duration)) {
    const { offset } = stretch;
    const lowest = Math.max(stretch.start, from);
    const limit = Math.min(stretch.end, to, horizon - offset, stretch.workUntil - duration + 1);
    // The grid is the wall clock's: minutes since local midnight divide by the interval (readings Openings 1, 2).
    let start = lowest + upTo(lowest + offset, intervalMinutes);
    while (start < limit) {
      while (next < blocked.count && blocked.from[next]! <= start)
        blockedUntil = Math.max(blockedUntil, blocked.to[next++]!);
      if (start < blockedUntil) {
        start = blockedUntil + upTo(blockedUntil + offset, intervalMinutes);
        continue;
      }
      const startsAt = start * MINUTE;
      if (startsAt !== own) {
        const wall = start + offset;
        if (!(wall >= midnight && wall < midnight + MINUTES_OF_A_DAY)) {
          const day = Math.floor(wall / MINUTES_OF_A_DAY);
          midnight = day * MINUTES_OF_A_DAY;
          date = dateOf(day);
        }
        openings.push({
          startsAt,
          endsAt: startsAt + milliseconds,
          locationId,
          zone,
          localTime: `${date}T${clockOf(wall - midnight)}`,
        });
      }
      start += intervalMinutes;
    }
  }
}

/** Minutes from a wall minute up to the next one on the grid. */
const upTo = (wall: number, interval: number): number => (interval - (wall % interval)) % interval;

import type { BookingPreferences } from './availability.ts';
import type { Opening, OpeningsQuestion } from './opening.ts';
import { type Timetable, timetablesOf, workingTime } from './working-time.ts';
import { clockOf, dateOf, MINUTES_OF_A_DAY, offsetAt } from './zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The openings that start, at each place, in the half-open minutes that `within` gives for it; by start, then in
 * the order of the places. Listing and booking both end here (product 4.3).
 */
export function findOpenings(
  question: OpeningsQuestion,
  within: (timetable: Timetable) => readonly [first: number, end: number],
): Opening[] {
  const { moving } = question;
  // A move keeps its location (product 4.3).
  const timetables = timetablesOf(moving ? { ...question, locationId: moving.locationId } : question);
  const blocked = blockedStarts(question);
  const openings: Opening[] = [];
  for (const timetable of timetables)
    addOpenings(openings, question, timetable, blocked, ...within(timetable));
  return timetables.length > 1 ? openings.sort((one, other) => one.startsAt - other.startsAt) : openings;
}

/** Elapsed hours that must lie between now and a start, whichever of the two preferences asks for more (product 4.2). */
export const leastNoticeHours = ({
  noticeHours,
  bookInside24Hours,
}: Pick<BookingPreferences, 'noticeHours' | 'bookInside24Hours'>): number =>
  bookInside24Hours ? noticeHours : Math.max(noticeHours, 24);

/** Elapsed milliseconds: a move keeps its own, whatever the service's is today. */
export const durationOf = ({ moving, durationMinutes }: OpeningsQuestion): number =>
  moving ? moving.endsAt - moving.startsAt : durationMinutes * MINUTE;

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
  // Rounded as the day sheet rounds it (product 4.3).
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

  // Notice is exact to the millisecond, and nothing that has begun is offered (product 4.3).
  const notice = leastNoticeHours(preferences);
  const begun = Math.floor(now / MINUTE);
  const from = Math.max(first, begun + 1, Math.ceil((now + notice * HOUR) / MINUTE));
  // The horizon is the end of a date on the wall clock (product 4.3).
  const today = Math.floor((begun + offsetAt(zone, begun)) / MINUTES_OF_A_DAY);
  const horizon = (today + preferences.horizonDays + 1) * MINUTES_OF_A_DAY;
  // Beyond it by more than any offset there is nothing to look for, however far the range asks.
  const to = Math.min(end, horizon + MINUTES_OF_A_DAY);
  if (from >= to) return;

  let next = 0;
  let blockedUntil = from;
  let midnight = Number.NaN;
  let date = '';
  for (const stretch of workingTime(timetable, from, to + duration)) {
    const { offset } = stretch;
    const lowest = Math.max(stretch.start, from);
    const limit = Math.min(stretch.end, to, horizon - offset, stretch.workUntil - duration + 1);
    // The grid is the wall clock's: minutes since local midnight divide by the interval (product 4.3).
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
          date = `${dateOf(day)}T`;
        }
        openings.push({
          startsAt,
          endsAt: startsAt + milliseconds,
          locationId,
          zone,
          localTime: date + clockOf(wall - midnight),
        });
      }
      start += intervalMinutes;
    }
  }
}

/** Minutes from a wall minute up to the next one on the grid. */
const upTo = (wall: number, interval: number): number => (interval - (wall % interval)) % interval;

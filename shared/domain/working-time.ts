import type { DateException, WeeklyHours } from './availability.ts';
import { locationsNamed } from './location-names.ts';
import { dayOf, MINUTES_OF_A_DAY, minutesOf, spansOf } from './zone.ts';

/** A clinician's windows at one location, or those of plain hours, as minutes of the day that they start on. */
export interface Timetable {
  /** The location that its openings carry. */
  locationId: string | null;
  zone: string;
  /** `[start, end, start, end, …]` by days since Monday, sorted; an end past 1440 is on the next date. */
  weekly: number[][];
  /** The same for dates with an exception, by day since 1970: it replaces the whole date. */
  byDay: ReadonlyMap<number, number[]>;
}

/** Whose hours, where. */
export interface Hours {
  /** The practice's zone: of plain hours, and of locations without one of their own. */
  zone: string;
  /** The practice's locations in use with their own zones (null: the practice's). Hours elsewhere count for nothing. */
  locations: Readonly<Record<string, string | null>>;
  weekly: WeeklyHours;
  exceptions: readonly DateException[];
  /** Only here. Null: an appointment without a location; left out: anywhere. */
  locationId?: string | null | undefined;
}

/**
 * The timetables in which openings are looked for (product 4.1).
 *
 * Hours that name no location belong to the clinician's only location; where the weekly hours name none at all
 * they are plain hours, good at any location and read in its zone; where they name several nobody can tell, and
 * they count for nothing. Sorted by location, none last.
 */
export function timetablesOf(hours: Hours): Timetable[] {
  const named = locationsNamed(hours.weekly);
  const unnamed = named.length === 0 ? null : named.length === 1 ? named[0] : undefined;
  const { locationId: asked } = hours;
  if (asked !== undefined) {
    const place = asked ?? unnamed;
    return place === undefined ? [] : timetableAt(hours, place, unnamed, asked);
  }
  const places = new Set<string | null | undefined>([unnamed, ...named]);
  for (const exception of hours.exceptions)
    for (const window of exception.windows) places.add(window.locationId ?? unnamed);
  return [...places]
    .sort()
    .flatMap((place) => (place === undefined ? [] : timetableAt(hours, place, unnamed, place)));
}

function timetableAt(
  hours: Hours,
  place: string | null,
  unnamed: string | null | undefined,
  locationId: string | null,
): Timetable[] {
  if (place !== null && !Object.hasOwn(hours.locations, place)) return [];
  const zone = (place === null ? null : hours.locations[place]) ?? hours.zone;
  // Plain hours are good here only when this place was asked for; among all places they are one of their own.
  const plain = hours.locationId !== undefined;
  const counts = (window: { locationId?: string | undefined }) => {
    const at = window.locationId ?? unnamed;
    return at === place || (plain && at === null);
  };
  const weekly: number[][] = [[], [], [], [], [], [], []];
  for (const entry of hours.weekly) if (counts(entry)) addWindow(weekly[entry.weekday - 1]!, entry);
  const byDay = new Map<number, number[]>();
  for (const exception of hours.exceptions) {
    const windows: number[] = [];
    for (const window of exception.windows) if (counts(window)) addWindow(windows, window);
    byDay.set(dayOf(exception.date), windows);
  }
  return [{ locationId, zone, weekly, byDay }];
}

/** Keeps the list sorted by start: merging needs no more than that. */
function addWindow(windows: number[], window: { start: string; end: string }): void {
  const start = minutesOf(window.start);
  const end = minutesOf(window.end);
  let at = windows.length;
  while (at > 0 && windows[at - 2]! > start) at -= 2;
  windows.splice(at, 0, start, end < start ? end + MINUTES_OF_A_DAY : end);
}

/** Working time with one UTC offset: half-open, instants in minutes. */
export interface Stretch {
  start: number;
  end: number;
  offset: number;
  /** Where the working time that it belongs to ends: later than `end` where it goes on past a clock change. */
  workUntil: number;
}

/**
 * The working time of a timetable that touches `[from, until)`, in order.
 *
 * An instant is working time when the wall clock reads inside a window at it (product 4.3), so windows
 * are joined on the wall clock first and then laid over each span of one offset: what the clocks skip falls
 * away and what they repeat comes twice, with no case of its own.
 */
export function workingTime(timetable: Timetable, from: number, until: number): Stretch[] {
  const spans = spansOf(timetable.zone, from, until);
  const offsets = spans.map((span) => span.offset);
  // A window may have begun on the date before.
  const firstDay = Math.floor((from + Math.min(...offsets)) / MINUTES_OF_A_DAY) - 1;
  const lastDay = Math.floor((until + Math.max(...offsets)) / MINUTES_OF_A_DAY);
  const windows = joinedWindows(timetable, firstDay, lastDay);

  const stretches: Stretch[] = [];
  for (const span of spans)
    for (let at = 0; at < windows.length; at += 2) {
      const start = Math.max(windows[at]! - span.offset, span.start);
      const end = Math.min(windows[at + 1]! - span.offset, span.end);
      if (start < end) stretches.push({ start, end, offset: span.offset, workUntil: end });
    }
  for (let at = stretches.length - 2; at >= 0; at--)
    if (stretches[at]!.end === stretches[at + 1]!.start)
      stretches[at]!.workUntil = stretches[at + 1]!.workUntil;
  return stretches;
}

/** The windows of some days in wall minutes, `[start, end, …]`; those that touch or overlap are one. */
function joinedWindows(timetable: Timetable, firstDay: number, lastDay: number): number[] {
  const joined: number[] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const midnight = day * MINUTES_OF_A_DAY;
    // 1970-01-01 was a Thursday: three days after Monday. Days before 1970 are negative.
    const windows = timetable.byDay.get(day) ?? timetable.weekly[(((day + 3) % 7) + 7) % 7]!;
    for (let at = 0; at < windows.length; at += 2) {
      const start = midnight + windows[at]!;
      const end = midnight + windows[at + 1]!;
      const last = joined.length - 1;
      if (last < 0 || joined[last]! < start) joined.push(start, end);
      else if (joined[last]! < end) joined[last] = end;
    }
  }
  return joined;
}

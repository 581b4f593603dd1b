/**
 * Wall clocks of IANA zones, in whole minutes.
 *
 * An *instant* here is minutes since 1970-01-01T00:00Z; a *wall minute* is minutes since 1970-01-01T00:00 as a
 * clock on the wall reads, so `wall = instant + offset`. Zones whose offset has seconds (none since 1972) are
 * rounded to the minute: bookings are of the present and the future.
 *
 * `Intl` is asked only when a zone is first used in a year, never when the module loads: it answers about one
 * offset in 2 µs, and a listing needs thousands.
 */

export const MINUTES_OF_A_DAY = 1440;

/** A stretch of time through which a zone keeps one offset: half-open, instants in minutes. */
export interface Span {
  start: number;
  end: number;
  /** Minutes east of UTC. */
  offset: number;
}

// A chunk is 364 days, probed each 5.7 days: shorter than the shortest summer time since 1973, Boa Vista's seven
// days of October 2000, so no pair of changes hides between two probes.
const PROBE = 8192;
const CHUNK = 64 * PROBE;

const chunks = new Map<string, Map<number, Span[]>>();
const formats = new Map<string, Intl.DateTimeFormat>();
const accepted = new Set<string>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  return format;
}

/**
 * Minutes in the text that `Intl` writes for an offset: it ends in `GMT+05:45`, in `GMT` alone with some engines
 * where it is zero, in `GMT-00:44:30` before 1972.
 */
export function parseOffset(text: string): number {
  const match = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return 0;
  const [, sign, hours, minutes, seconds] = match;
  const size = Number(hours) * 60 + Number(minutes) + Math.round(Number(seconds ?? 0) / 60);
  return sign === '-' ? -size : size;
}

const probe = (format: Intl.DateTimeFormat, instant: number): number =>
  parseOffset(format.format(instant * 60_000));

/** Finds each change of the clocks in one chunk, by halving the probes between which the offset differs. */
function findSpans(zone: string, chunk: number): Span[] {
  const format = formatOf(zone);
  const end = (chunk + 1) * CHUNK;
  let span: Span = { start: chunk * CHUNK, end, offset: probe(format, chunk * CHUNK) };
  const spans = [span];
  for (let probed = span.start; probed < end - 1; ) {
    const next = Math.min(probed + PROBE, end - 1);
    const offset = probe(format, next);
    while (span.offset !== offset) {
      let before = Math.max(span.start, probed);
      let after = next;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (probe(format, middle) === span.offset) before = middle;
        else after = middle;
      }
      span.end = after;
      span = { start: after, end, offset: probe(format, after) };
      spans.push(span);
    }
    probed = next;
  }
  return spans;
}

function chunkOf(zone: string, chunk: number): Span[] {
  let known = chunks.get(zone);
  if (!known) {
    known = new Map();
    chunks.set(zone, known);
  }
  let spans = known.get(chunk);
  if (!spans) {
    spans = findSpans(zone, chunk);
    known.set(chunk, spans);
  }
  return spans;
}

/**
 * The spans of one offset that `[start, end)` touches, in order and without a gap; the outer ones may reach
 * beyond it, and neighbours may have the same offset.
 */
export function spansOf(zone: string, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (let chunk = Math.floor(start / CHUNK); chunk * CHUNK < end; chunk++)
    for (const span of chunkOf(zone, chunk)) if (span.start < end && span.end > start) found.push(span);
  return found;
}

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: string, instant: number): number {
  const spans = chunkOf(zone, Math.floor(instant / CHUNK));
  let at = spans.length - 1;
  while (spans[at]!.start > instant) at--;
  return spans[at]!.offset;
}

/**
 * Every instant at which the wall clock reads `wall`, in order: none when the clocks skip it, two when they
 * repeat it (product 4.3). Nothing is resolved by default.
 */
export function instantsOf(zone: string, wall: number): number[] {
  // No offset exceeds a day, so these spans hold every candidate.
  return spansOf(zone, wall - MINUTES_OF_A_DAY, wall + MINUTES_OF_A_DAY)
    .map((span) => ({ span, instant: wall - span.offset }))
    .filter(({ span, instant }) => instant >= span.start && instant < span.end)
    .map(({ instant }) => instant);
}

/** What calendar and clock on the wall read at an instant: the date, and the minutes since its midnight. */
export function localOf(zone: string, instant: number): { date: string; minutes: number } {
  const wall = instant + offsetAt(zone, instant);
  const day = Math.floor(wall / MINUTES_OF_A_DAY);
  return { date: dateOf(day), minutes: wall - day * MINUTES_OF_A_DAY };
}

/** Wall-clock time of an instant given in epoch milliseconds, as `2026-11-21T09:30`; seconds are dropped. */
export function localTimeOf(zone: string, milliseconds: number): string {
  const { date, minutes } = localOf(zone, Math.floor(milliseconds / 60_000));
  return `${date}T${clockOf(minutes)}`;
}

/**
 * The first instant at which the wall clock reads `wall`; where the clocks skip it, the first one after the gap; of
 * two readings the first.
 */
export function firstInstantAt(zone: string, wall: number): number {
  const spans = spansOf(zone, wall - MINUTES_OF_A_DAY, wall + 2 * MINUTES_OF_A_DAY);
  const first = spans.find((span) => span.end + span.offset > wall)!;
  return Math.max(first.start, wall - first.offset);
}

/**
 * The first instant of a local date (product 4.3): midnight, or the first time after it where the
 * clocks skip midnight or the whole date; the first of two midnights.
 */
export const firstInstantOf = (zone: string, date: string): number =>
  firstInstantAt(zone, dayOf(date) * MINUTES_OF_A_DAY);

/**
 * Whether a name is an IANA zone, spelled as IANA spells it. `Intl` alone would also take `+05:00` and
 * `america/new_york`.
 */
export function isZone(name: string): boolean {
  if (accepted.has(name)) return true;
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    const canonical = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
    if (canonical !== name && canonical.toLowerCase() === name.toLowerCase()) return false;
    accepted.add(name);
    return true;
  } catch {
    return false;
  }
}

/** Days since 1970-01-01 of a date like `2026-11-21`. */
export const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;

const dates = new Map<number, string>();

/** The date, like `2026-11-21`, of a day counted from 1970-01-01. The last few years asked for are kept. */
export function dateOf(day: number): string {
  let date = dates.get(day);
  if (!date) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (dates.size >= 4096) dates.clear();
    dates.set(day, date);
  }
  return date;
}

/** Minutes since midnight of a clock time like `09:30`; `24:00` is 1440. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

const clocks: string[] = new Array(MINUTES_OF_A_DAY);

/** A wall-clock time like `2026-11-21T09:30` as minutes since 1970 on that wall. */
export const wallOf = (localTime: string): number =>
  dayOf(localTime.slice(0, 10)) * MINUTES_OF_A_DAY + minutesOf(localTime.slice(11));

/** A clock time like `09:30` of minutes since midnight. */
export function clockOf(minutes: number): string {
  clocks[minutes] ??=
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return clocks[minutes];
}

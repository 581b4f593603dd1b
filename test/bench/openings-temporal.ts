/**
 * Control: openings as one would write them with Temporal (temporal-polyfill), for clarity. Each slot is checked
 * against each busy time, as booking systems of the field do.
 */
import { Temporal } from 'temporal-polyfill';
import type { DateRange, Opening, OpeningsQuestion } from '../../shared/domain/opening.ts';
import { type Place, placesOf } from './openings-windows.ts';

type Instant = Temporal.Instant;
const { compare } = Temporal.Instant;

interface Span {
  start: Instant;
  end: Instant;
}

/** Hours on the wall clock, with the date that they start on and the minutes since its midnight. */
interface Window {
  date: Temporal.PlainDate;
  minutes: number;
  start: Temporal.PlainDateTime;
  end: Temporal.PlainDateTime;
}

export function temporalOpenings(question: OpeningsQuestion & DateRange): Opening[] {
  return placesOf(question)
    .flatMap((place) => openingsAt(question, place))
    .sort(
      (one, other) =>
        one.startsAt - other.startsAt || (String(one.locationId) < String(other.locationId) ? -1 : 1),
    );
}

function openingsAt(question: OpeningsQuestion & DateRange, place: Place): Opening[] {
  const { preferences, moving } = question;
  const { zone, locationId } = place;
  const now = Temporal.Instant.fromEpochMilliseconds(question.now);
  const duration = moving
    ? Temporal.Duration.from({ milliseconds: moving.endsAt - moving.startsAt })
    : Temporal.Duration.from({ minutes: question.durationMinutes });
  const from = Temporal.PlainDate.from(question.from);
  const to = Temporal.PlainDate.from(question.to);
  const earliest = from.toZonedDateTime(zone).toInstant();
  const latest = to.toZonedDateTime(zone).toInstant();
  const notice = now.add({
    hours: preferences.bookInside24Hours ? preferences.noticeHours : Math.max(24, preferences.noticeHours),
  });
  const lastDate = now.toZonedDateTimeISO(zone).toPlainDate().add({ days: preferences.horizonDays });
  const busy = busySpans(question);

  const windows: Window[] = [];
  const lastDay = to.add({ days: 3 });
  for (
    let date = from.subtract({ days: 2 });
    Temporal.PlainDate.compare(date, lastDay) <= 0;
    date = date.add({ days: 1 })
  )
    for (const { start, end } of place.windowsOn(date.toString(), date.dayOfWeek))
      windows.push({ date, minutes: start, start: at(date, start), end: at(date, end) });
  const working = merged(windows.flatMap(({ start, end }) => workingSpans(start, end, zone)));

  const { intervalMinutes } = preferences;
  const openings = new Map<number, Opening>();
  for (const window of windows.filter((window) => mayReach(window, from, to)))
    for (
      let local = at(window.date, Math.ceil(window.minutes / intervalMinutes) * intervalMinutes);
      Temporal.PlainDateTime.compare(local, window.end) < 0;
      local = local.add({ minutes: intervalMinutes })
    )
      for (const slot of slotsAt(local, zone)) {
        const startsAt = slot.toInstant();
        const endsAt = startsAt.add(duration);
        if (compare(startsAt, earliest) < 0 || compare(startsAt, latest) >= 0) continue;
        if (compare(startsAt, notice) < 0 || compare(startsAt, now) <= 0) continue;
        if (Temporal.PlainDate.compare(slot.toPlainDate(), lastDate) > 0) continue;
        if (startsAt.epochMilliseconds === moving?.startsAt) continue;
        if (!working.some((span) => compare(startsAt, span.start) >= 0 && compare(endsAt, span.end) <= 0))
          continue;
        if (!busy.every((span) => compare(endsAt, span.start) <= 0 || compare(startsAt, span.end) >= 0))
          continue;
        openings.set(startsAt.epochMilliseconds, {
          startsAt: startsAt.epochMilliseconds,
          endsAt: endsAt.epochMilliseconds,
          locationId,
          zone,
          localTime: slot.toPlainDateTime().toString({ smallestUnit: 'minute' }),
        });
      }
  return [...openings.values()];
}

/** Whether a window can hold a start in the range: no zone puts its clocks back by more than an hour at midnight. */
const mayReach = ({ start, end }: Window, from: Temporal.PlainDate, to: Temporal.PlainDate) =>
  Temporal.PlainDateTime.compare(end, from.toPlainDateTime().subtract({ hours: 1 })) > 0 &&
  Temporal.PlainDateTime.compare(start, to) < 0;

const at = (date: Temporal.PlainDate, minutes: number): Temporal.PlainDateTime =>
  date.toPlainDateTime().add({ minutes });

/** The instants that a wall-clock time names: none, one or two. */
function slotsAt(local: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime[] {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!earlier.toPlainDateTime().equals(local)) return [];
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  return earlier.equals(later) ? [earlier] : [earlier, later];
}

/** The instants at which the wall clock reads inside [start, end). */
function workingSpans(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime, zone: string): Span[] {
  let part = start.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const last = end.toZonedDateTime(zone, { disambiguation: 'later' });
  if (part.offset === last.offset) return [{ start: part.toInstant(), end: last.toInstant() }];
  const spans: Span[] = [];
  while (Temporal.ZonedDateTime.compare(part, last) < 0) {
    const change = part.getTimeZoneTransition('next');
    const until = change && Temporal.ZonedDateTime.compare(change, last) < 0 ? change : last;
    // A wall-clock time read with the offset of this part alone.
    const read = (local: Temporal.PlainDateTime) => Temporal.Instant.from(`${local}${part.offset}`);
    const from = later(part.toInstant(), read(start));
    const to = earlier(until.toInstant(), read(end));
    if (compare(from, to) < 0) spans.push({ start: from, end: to });
    part = until;
  }
  return spans;
}

const earlier = (one: Instant, other: Instant) => (compare(one, other) < 0 ? one : other);
const later = (one: Instant, other: Instant) => (compare(one, other) > 0 ? one : other);

/** Spans that touch or overlap are one. */
function merged(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.sort((one, other) => compare(one.start, other.start))) {
    const last = joined.at(-1);
    if (last && compare(span.start, last.end) <= 0) last.end = later(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

/** What is taken, widened on each side by the larger of the two gaps. */
function busySpans({ busy, preferences, moving, now }: OpeningsQuestion): Span[] {
  const instant = (minutes: number) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000);
  return busy
    .filter(({ until }) => until === undefined || until > now)
    .filter(
      ({ start, end }) =>
        !moving ||
        start !== Math.floor(moving.startsAt / 60_000) ||
        end !== Math.ceil(moving.endsAt / 60_000),
    )
    .map(({ start, end, before, after }) => ({
      start: instant(start).subtract({ minutes: Math.max(before, preferences.bufferAfterMinutes) }),
      end: instant(end).add({ minutes: Math.max(after, preferences.bufferBeforeMinutes) }),
    }));
}

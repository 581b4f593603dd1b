/**
 * Control: openings as one would write them with luxon, for clarity. Each slot is checked against each busy time,
 * as booking systems of the field do.
 */
import { DateTime, FixedOffsetZone, Interval } from 'luxon';
import type { DateRange, Opening, OpeningsQuestion } from '../../shared/domain/opening.ts';
import { type Place, placesOf } from './openings-windows.ts';

export function luxonOpenings(question: OpeningsQuestion & DateRange): Opening[] {
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
  const now = DateTime.fromMillis(question.now, { zone });
  const milliseconds = moving ? moving.endsAt - moving.startsAt : question.durationMinutes * 60_000;
  const earliest = startOf(question.from, zone);
  const latest = startOf(question.to, zone);
  const notice = now.plus({
    milliseconds:
      3_600_000 *
      (preferences.bookInside24Hours ? preferences.noticeHours : Math.max(24, preferences.noticeHours)),
  });
  const lastDate = utc(now.toISODate()!).plus({ days: preferences.horizonDays }).toISODate()!;
  const busy = busyIntervals(question);

  const dates = Interval.fromDateTimes(
    utc(question.from).minus({ days: 2 }),
    utc(question.to).plus({ days: 4 }),
  );
  const windows = dates
    .splitBy({ days: 1 })
    .map((day) => day.start!)
    .flatMap((date) =>
      place.windowsOn(date.toISODate()!, date.weekday).map((window) => {
        const start = date.plus({ minutes: window.start });
        const end = date.plus({ minutes: window.end });
        return { date, minutes: window.start, start, end, clock: clockAround(start, end, zone) };
      }),
    );
  const working = Interval.merge(
    windows.flatMap(({ start, end, clock }) => workingIntervals(start, end, clock)),
  );
  // Other windows hold no start in the range: no zone puts its clocks back by more than an hour at midnight.
  const first = utc(question.from).minus({ hours: 1 });
  const last = utc(question.to);

  const { intervalMinutes } = preferences;
  const openings = new Map<number, Opening>();
  for (const { date, minutes, end, clock } of windows.filter(({ start, end }) => end > first && start < last))
    for (
      let local = date.plus({ minutes: Math.ceil(minutes / intervalMinutes) * intervalMinutes });
      local < end;
      local = local.plus({ minutes: intervalMinutes })
    )
      for (const startsAt of slotsAt(local, clock)) {
        const slot = Interval.fromDateTimes(
          startsAt,
          DateTime.fromMillis(startsAt.toMillis() + milliseconds),
        );
        if (startsAt < earliest || startsAt >= latest) continue;
        if (startsAt < notice || startsAt <= now) continue;
        if (startsAt.toISODate()! > lastDate) continue;
        if (startsAt.toMillis() === moving?.startsAt) continue;
        if (!working.some((interval) => interval.engulfs(slot))) continue;
        if (busy.some((interval) => interval.overlaps(slot))) continue;
        openings.set(startsAt.toMillis(), {
          startsAt: startsAt.toMillis(),
          endsAt: startsAt.toMillis() + milliseconds,
          locationId,
          zone,
          localTime: startsAt.toFormat("yyyy-MM-dd'T'HH:mm"),
        });
      }
  return [...openings.values()];
}

/** A date's midnight, or a wall-clock time, as if in UTC: to reckon with before a zone reads it. */
const utc = (date: string) => DateTime.fromISO(date, { zone: 'utc' });

/** The first instant of a date: luxon's own start of day is not it where midnight or the date is skipped. */
function startOf(date: string, zone: string): DateTime {
  const clock = clockAround(utc(date), utc(date), zone);
  return slotsAt(utc(date), clock)[0] ?? clock.change!;
}

/** What a zone's clock does about some hours: one offset, or a change from one to another. */
interface Clock {
  zone: string;
  before: number;
  after: number;
  change?: DateTime;
}

function clockAround(start: DateTime, end: DateTime, zone: string): Clock {
  const offsetOf = (minute: number) => DateTime.fromMillis(minute * 60_000, { zone }).offset;
  let known = start.minus({ days: 1 }).toSeconds() / 60;
  let changed = end.plus({ days: 1 }).toSeconds() / 60;
  const before = offsetOf(known);
  const after = offsetOf(changed);
  if (before === after) return { zone, before, after };
  while (changed - known > 1) {
    const middle = Math.floor((changed + known) / 2);
    if (offsetOf(middle) === before) known = middle;
    else changed = middle;
  }
  return { zone, before, after, change: DateTime.fromMillis(changed * 60_000) };
}

/** The instants that a wall-clock time (given as if in UTC) names: none, one or two. */
function slotsAt(local: DateTime, { zone, before, change }: Clock): DateTime[] {
  if (!change) return [read(local, before)];
  return local
    .setZone(zone, { keepLocalTime: true })
    .getPossibleOffsets()
    .filter((candidate) => read(candidate, 0).toMillis() === local.toMillis())
    .sort((one, other) => one.toMillis() - other.toMillis());
}

/** The instants at which the wall clock reads inside [start, end), both given as if in UTC. */
function workingIntervals(start: DateTime, end: DateTime, { before, after, change }: Clock): Interval[] {
  const whole = (offset: number) => Interval.fromDateTimes(read(start, offset), read(end, offset));
  if (!change) return [whole(before)];
  return [
    whole(before).intersection(Interval.fromDateTimes(start.minus({ days: 2 }), change)),
    whole(after).intersection(Interval.fromDateTimes(change, end.plus({ days: 2 }))),
  ].filter((interval) => interval !== null);
}

/** A wall-clock time read with one offset. */
const read = (local: DateTime, offset: number) =>
  local.setZone(FixedOffsetZone.instance(offset), { keepLocalTime: true });

/** What is taken, widened on each side by the larger of the two gaps. */
function busyIntervals({ busy, preferences, moving, now }: OpeningsQuestion): Interval[] {
  return busy
    .filter(({ until }) => until === undefined || until > now)
    .filter(
      ({ start, end }) =>
        !moving ||
        start !== Math.floor(moving.startsAt / 60_000) ||
        end !== Math.ceil(moving.endsAt / 60_000),
    )
    .map(({ start, end, before, after }) =>
      Interval.fromDateTimes(
        DateTime.fromMillis(start * 60_000).minus({
          minutes: Math.max(before, preferences.bufferAfterMinutes),
        }),
        DateTime.fromMillis(end * 60_000).plus({ minutes: Math.max(after, preferences.bufferBeforeMinutes) }),
      ),
    );
}

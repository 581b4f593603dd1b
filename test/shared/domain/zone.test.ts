import { IANAZone } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  clockOf,
  dateOf,
  dayOf,
  firstInstantOf,
  instantsOf,
  isZone,
  localOf,
  localTimeOf,
  minutesOf,
  offsetAt,
  parseOffset,
  spansOf,
} from '../../../shared/domain/zone.ts';
import { zones } from '../../bench/openings-cases.ts';
import { fc } from '../../support/random.ts';

/** A wall-clock time like 2026-03-08T02:30 as minutes since 1970 on that wall. */
const wall = (local: string) => Date.parse(`${local}Z`) / 60_000;
const minute = (instant: string) => Date.parse(instant) / 60_000;
const iso = (instant: number) => new Date(instant * 60_000).toISOString().slice(0, 16);

describe('wall-clock times', () => {
  test.each([
    // zone, wall clock, the instants (UTC) at which it reads so
    ['America/New_York', '2026-03-08T01:59', ['2026-03-08T06:59']],
    ['America/New_York', '2026-03-08T02:00', []],
    ['America/New_York', '2026-03-08T02:59', []],
    ['America/New_York', '2026-03-08T03:00', ['2026-03-08T07:00']],
    ['America/New_York', '2026-11-01T00:59', ['2026-11-01T04:59']],
    ['America/New_York', '2026-11-01T01:00', ['2026-11-01T05:00', '2026-11-01T06:00']],
    ['America/New_York', '2026-11-01T01:59', ['2026-11-01T05:59', '2026-11-01T06:59']],
    ['America/New_York', '2026-11-01T02:00', ['2026-11-01T07:00']],
    ['Europe/London', '2026-03-29T01:30', []],
    ['Europe/London', '2026-10-25T01:30', ['2026-10-25T00:30', '2026-10-25T01:30']],
    // Half an hour
    ['Australia/Lord_Howe', '2026-10-04T02:15', []],
    ['Australia/Lord_Howe', '2026-10-04T02:30', ['2026-10-03T15:30']],
    ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45', '2026-04-04T15:15']],
    // Summer time taken back for Ramadan
    ['Africa/Casablanca', '2026-02-15T02:30', ['2026-02-15T01:30', '2026-02-15T02:30']],
    ['Africa/Casablanca', '2026-03-22T02:30', []],
    // Midnight itself is skipped, and repeated
    ['America/Sao_Paulo', '2018-11-04T00:00', []],
    ['America/Sao_Paulo', '2018-02-17T23:30', ['2018-02-18T01:30', '2018-02-18T02:30']],
    // A date that never was
    ['Pacific/Apia', '2011-12-30T12:00', []],
    ['Pacific/Apia', '2011-12-31T00:00', ['2011-12-30T10:00']],
    ['Asia/Kathmandu', '2026-06-01T00:00', ['2026-05-31T18:15']],
    ['America/Los_Angeles', '1969-12-31T15:00', ['1969-12-31T23:00']],
    ['UTC', '2026-06-01T00:00', ['2026-06-01T00:00']],
  ])('[4.3] in %s the clock reads %s at %j', (zone, local, instants) => {
    expect(instantsOf(zone, wall(local)).map(iso)).toEqual(instants);
  });

  test.each([
    ['America/New_York', '2026-11-01', '2026-11-01T04:00'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00'],
    // 00:00 skipped: the date begins at 01:00
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00'],
    // 00:00 read twice: the first one
    ['America/Havana', '2026-11-01', '2026-11-01T04:00'],
    // At 00:01 back to 23:01: the date begins, ends and begins again
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30'],
    // The whole date skipped: where it would have been
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00'],
  ])('[4.3] in %s the date %s begins at %s', (zone, date, instant) => {
    expect(iso(firstInstantOf(zone, date))).toBe(instant);
  });

  test.each([
    ['America/New_York', '2026-11-01T05:30Z', { date: '2026-11-01', minutes: 90 }],
    ['America/New_York', '2026-11-01T06:30Z', { date: '2026-11-01', minutes: 90 }],
    ['Pacific/Auckland', '2026-06-30T12:00Z', { date: '2026-07-01', minutes: 0 }],
    ['Pacific/Pago_Pago', '2026-01-01T10:59Z', { date: '2025-12-31', minutes: 1439 }],
    ['Asia/Kathmandu', '1969-12-31T18:00Z', { date: '1969-12-31', minutes: 1410 }],
  ])('[4.3] in %s it is at %s %j', (zone, instant, local) => {
    expect(localOf(zone, minute(instant))).toEqual(local);
  });

  test('[4.3] writes the wall clock of an instant without its seconds', () => {
    expect(localTimeOf('Europe/London', Date.parse('2026-07-01T08:05:59.999Z'))).toBe('2026-07-01T09:05');
  });
});

describe('offsets', () => {
  test.each(zones)('[4.3] finds every clock change of %s from 2000 to 2045', (zone) => {
    const reference = IANAZone.create(zone);
    const start = dayOf('2000-01-01') * 1440;
    const end = dayOf('2045-01-01') * 1440;
    const spans = spansOf(zone, start, end);
    expect(spans[0]!.start).toBeLessThanOrEqual(start);
    expect(spans.at(-1)!.end).toBeGreaterThanOrEqual(end);
    const changes = spans.filter((span, index) => {
      const previous = spans[index - 1];
      if (previous) expect(span.start).toBe(previous.end);
      return previous && previous.offset !== span.offset;
    });
    for (const { start: change, offset } of changes) {
      expect(reference.offset(change * 60_000)).toBe(offset);
      expect(reference.offset((change - 1) * 60_000)).not.toBe(offset);
    }
    // Nothing between: each tenth day, at another hour.
    for (let at = start; at < end; at += 10 * 1440 + 61)
      expect(offsetAt(zone, at)).toBe(reference.offset(at * 60_000));
  });

  test('[4.3] agrees with itself: an instant is among those of its own wall clock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayOf('1980-01-01') * 1440, max: dayOf('2060-01-01') * 1440 }),
        (zone, instant) => {
          const { date, minutes } = localOf(zone, instant);
          expect(instantsOf(zone, dayOf(date) * 1440 + minutes)).toContain(instant);
          expect(firstInstantOf(zone, date)).toBeLessThanOrEqual(instant);
        },
      ),
    );
  });

  test.each([
    ['1/1/2026, GMT', 0],
    ['1/1/2026, GMT+00:00', 0],
    ['1/1/2026, GMT+05:45', 345],
    ['1/1/2026, GMT-03:30', -210],
    ['1/1/1971, GMT-00:44:30', -45],
    ['1/1/1900, GMT+00:19:20', 19],
  ])('[4.3] reads %s as %i minutes', (text, minutes) => {
    expect(parseOffset(text)).toBe(minutes);
  });

  test('[4.3] finds a change in the last minutes of what it looks at in one go', () => {
    // Boundaries of the chunks that are probed together lie each 2^19 minutes; a change on one is a change.
    const chunk = 2 ** 19;
    for (const zone of zones)
      for (let at = 38 * chunk; at < 80 * chunk; at += chunk) {
        expect(offsetAt(zone, at)).toBe(IANAZone.create(zone).offset(at * 60_000));
        expect(offsetAt(zone, at - 1)).toBe(IANAZone.create(zone).offset((at - 1) * 60_000));
      }
  });
});

describe('names of zones', () => {
  test.each([
    'UTC',
    'GMT',
    'Europe/Kyiv',
    'Asia/Kathmandu',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'US/Eastern',
    'EST5EDT',
  ])('[1.1] takes the zone %s, also a second time', (name) => {
    expect(isZone(name)).toBe(true);
    expect(isZone(name)).toBe(true);
  });

  test.each([
    '',
    'Mars/Olympus',
    '+05:00',
    'utc',
    'america/new_york',
    'AMERICA/NEW_YORK',
    'Europe/London ',
    'London',
    'Z',
  ])('[1.1] refuses the zone %j', (name) => {
    expect(isZone(name)).toBe(false);
  });
});

describe('dates and clocks', () => {
  test('[4.3] counts days and writes them, before 1970 and on leap days too', () => {
    for (const date of ['1969-12-31', '1970-01-01', '2000-02-29', '2026-11-21', '2100-03-01'])
      expect(dateOf(dayOf(date))).toBe(date);
    expect(dayOf('1970-01-02')).toBe(1);
  });

  test('[4.3] still writes the first date after thousands of others', () => {
    const days = Array.from({ length: 5000 }, (_, index) => 20_000 + index);
    expect(days.map(dateOf).map(dayOf)).toEqual(days);
    expect(dateOf(20_000)).toBe('2024-10-04');
  });

  test('[4.1] reads and writes clock times', () => {
    expect(['00:00', '09:05', '23:59', '24:00'].map(minutesOf)).toEqual([0, 545, 1439, 1440]);
    expect([0, 545, 1439, 0].map(clockOf)).toEqual(['00:00', '09:05', '23:59', '00:00']);
  });
});

import { describe, expect, test } from 'vitest';
import type { WeeklyEntry } from '../../../shared/domain/availability.ts';
import { locationsNamed } from '../../../shared/domain/location-names.ts';
import { type Hours, timetablesOf, workingTime } from '../../../shared/domain/working-time.ts';
import { dayOf } from '../../../shared/domain/zone.ts';

const monday = (start: string, end: string, locationId?: string): WeeklyEntry => ({
  weekday: 1,
  start,
  end,
  ...(locationId ? { locationId } : {}),
});

const hours = (rest: Partial<Hours>): Hours => ({
  zone: 'Europe/London',
  locations: { loc_a: null, loc_b: 'Europe/Dublin' },
  weekly: [],
  exceptions: [],
  ...rest,
});

/** Location, zone and Monday's windows of each timetable. */
const told = (asked: Hours) =>
  timetablesOf(asked).map(({ locationId, zone, weekly }) => [locationId, zone, weekly[0]]);

describe('timetables', () => {
  const plain = [monday('09:00', '10:00')];
  const one = [monday('09:00', '10:00', 'loc_b')];
  const several = [monday('09:00', '10:00', 'loc_a'), monday('11:00', '12:00', 'loc_b')];

  test('[4.1] plain hours are in the zone of the practice', () => {
    expect(told(hours({ weekly: plain }))).toEqual([[null, 'Europe/London', [540, 600]]]);
  });

  test('[4.1] plain hours are good at a location that is asked for, in its zone', () => {
    expect(told(hours({ weekly: plain, locationId: 'loc_b' }))).toEqual([
      ['loc_b', 'Europe/Dublin', [540, 600]],
    ]);
    expect(told(hours({ weekly: plain, locationId: null }))).toEqual([[null, 'Europe/London', [540, 600]]]);
  });

  test('[4.1] each location has a timetable of its own, in its own zone or the zone of the practice', () => {
    expect(told(hours({ weekly: several }))).toEqual([
      ['loc_a', 'Europe/London', [540, 600]],
      ['loc_b', 'Europe/Dublin', [660, 720]],
    ]);
    expect(told(hours({ weekly: several, locationId: 'loc_b' }))).toEqual([
      ['loc_b', 'Europe/Dublin', [660, 720]],
    ]);
  });

  test('[4.1] hours at a location that is not in use count for nothing', () => {
    expect(told(hours({ weekly: several, locations: { loc_b: null } }))).toEqual([
      ['loc_b', 'Europe/London', [660, 720]],
    ]);
    expect(told(hours({ weekly: plain, locationId: 'loc_gone' }))).toEqual([]);
    expect(told(hours({ weekly: plain, locationId: 'toString' }))).toEqual([]);
  });

  test('[4.1] an appointment without a location has the hours of the only one, and none of several', () => {
    expect(told(hours({ weekly: one, locationId: null }))).toEqual([[null, 'Europe/Dublin', [540, 600]]]);
    expect(told(hours({ weekly: several, locationId: null }))).toEqual([]);
  });

  test('[4.1] windows of an exception without a location are at the only one, and nowhere of several', () => {
    const exceptions = [{ date: '2026-11-23', windows: [{ start: '13:00', end: '14:00' }] }];
    const windowsOf = (weekly: WeeklyEntry[]) =>
      timetablesOf(hours({ weekly, exceptions })).map(({ locationId, byDay }) => [
        locationId,
        byDay.get(dayOf('2026-11-23')),
      ]);
    expect(windowsOf(one)).toEqual([['loc_b', [780, 840]]]);
    expect(windowsOf(plain)).toEqual([[null, [780, 840]]]);
    expect(windowsOf(several)).toEqual([
      ['loc_a', []],
      ['loc_b', []],
    ]);
  });

  test('[4.1] windows of an exception may be at a location that the week does not name', () => {
    const exceptions = [
      { date: '2026-11-23', windows: [{ start: '13:00', end: '14:00', locationId: 'loc_a' }] },
    ];
    expect(told(hours({ weekly: one, exceptions })).map(([locationId]) => locationId)).toEqual([
      'loc_a',
      'loc_b',
    ]);
  });

  test('[4.1] sorts windows by start', () => {
    const weekly = [monday('15:00', '16:00'), monday('09:00', '10:00'), monday('22:00', '02:00')];
    expect(told(hours({ weekly }))).toEqual([[null, 'Europe/London', [540, 600, 900, 960, 1320, 1560]]]);
  });

  test('[4.1] names each location of the week once', () => {
    expect(locationsNamed([...several, ...plain, ...one])).toEqual(['loc_a', 'loc_b']);
  });
});

describe('working time', () => {
  const at = (instant: string) => Date.parse(instant) / 60_000;
  const stretches = (weekly: WeeklyEntry[], from: string, until: string) =>
    workingTime(timetablesOf(hours({ weekly }))[0]!, at(from), at(until)).map(({ start, end, workUntil }) =>
      [start, end, workUntil].map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16)),
    );

  test('[4.3] goes on past a clock change, with what is skipped cut out', () => {
    // Sunday 29 March 2026: London goes from 01:00 to 02:00.
    const weekly: WeeklyEntry[] = [{ weekday: 7, start: '00:30', end: '03:00' }];
    expect(stretches(weekly, '2026-03-29T00:00Z', '2026-03-29T12:00Z')).toEqual([
      ['00:30', '01:00', '02:00'],
      ['01:00', '02:00', '02:00'],
    ]);
  });

  test('[4.3] comes twice, apart, in an hour that is repeated', () => {
    // Sunday 25 October 2026: London goes from 02:00 back to 01:00.
    const weekly: WeeklyEntry[] = [{ weekday: 7, start: '01:15', end: '01:45' }];
    expect(stretches(weekly, '2026-10-25T00:00Z', '2026-10-25T12:00Z')).toEqual([
      ['00:15', '00:45', '00:45'],
      ['01:15', '01:45', '01:45'],
    ]);
  });
});

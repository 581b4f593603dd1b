import { describe, expect, test } from 'vitest';
import {
  bookingPreferences,
  contradictionsOf,
  dateException,
  defaultPreferences,
  exceptionErrors,
  hoursWindow,
  intervalChoices,
  type WeeklyHours,
  weeklyHours,
  weeklyHoursErrors,
} from '../../../shared/domain/availability.ts';
import { ids } from './given.ts';

const locA = 'loc_01JD3Q6Z5W8N4T2R9YB7KXAMCA';
const locB = 'loc_01JD3Q6Z5W8N4T2R9YB7KXAMCB';

describe('hours', () => {
  test.each([
    ['09:00', '17:00'],
    ['22:00', '06:00'],
    ['00:00', '24:00'],
    ['18:00', '00:00'],
    ['23:59', '24:00'],
  ])('[4.1] from %s to %s can be saved', (start, end) => {
    expect(hoursWindow.safeParse({ start, end }).success).toBe(true);
    expect(weeklyHours.safeParse([{ weekday: 7, start, end, locationId: locA }]).success).toBe(true);
  });

  test.each([
    ['09:00', '09:00', 'end'],
    ['00:00', '00:00', 'end'],
    ['24:00', '09:00', 'start'],
    ['9:00', '17:00', 'start'],
    ['09:60', '17:00', 'start'],
    ['09:00', '24:01', 'end'],
    ['09:00', '17:00:00', 'end'],
  ])('[4.1] from %s to %s are refused at %s', (start, end, field) => {
    expect(hoursWindow.safeParse({ start, end }).error?.issues[0]?.path).toEqual([field]);
    const weekly = weeklyHours.safeParse([{ weekday: 1, start, end }]);
    expect(weekly.error?.issues[0]?.path).toEqual([0, field]);
  });

  test.each([0, 8, 1.5])('[4.1] refuse the weekday %d', (weekday) => {
    expect(weeklyHours.safeParse([{ weekday, start: '09:00', end: '17:00' }]).success).toBe(false);
  });

  test('[4.1] may overlap', () => {
    const entry = { weekday: 1, start: '09:00', end: '17:00' };
    expect(weeklyHours.safeParse([entry, entry]).success).toBe(true);
  });

  test('[4.1] an exception is a date with other hours, or none', () => {
    expect(dateException.safeParse({ date: '2026-12-24', windows: [] }).success).toBe(true);
    expect(dateException.safeParse({ date: '2026-02-29', windows: [] }).success).toBe(false);
    expect(dateException.safeParse({ date: '2026-12-24', windows: [], off: true }).success).toBe(false);
  });
});

describe('locations of hours', () => {
  const known = new Set([locA, locB]);
  const at = (...places: (string | undefined)[]): WeeklyHours =>
    places.map((locationId) => ({
      weekday: 1,
      start: '09:00',
      end: '17:00',
      ...(locationId ? { locationId } : {}),
    }));

  test.each<[string, WeeklyHours, string[]]>([
    ['none', at(undefined, undefined), []],
    ['several', at(locA, locB), []],
    ['one on some entries', at(locA, undefined), ['/hours/1/locationId location-needed']],
    ['one the practice does not have', at('loc_gone', locB), ['/hours/0/locationId location-unknown']],
  ])('[4.1] weekly hours that name %s', (_, weekly, expected) => {
    const errors = weeklyHoursErrors(weekly, known, '/hours');
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  test.each<[string, WeeklyHours, (string | undefined)[], string[]]>([
    ['none for plain hours', at(undefined), [undefined], []],
    ['none for hours at one location', at(locA, locA), [undefined], []],
    [
      'none for hours at several',
      at(locA, locB),
      [locA, undefined],
      ['/windows/1/locationId location-needed'],
    ],
    ['one that is not in use', at(undefined), ['loc_gone'], ['/windows/0/locationId location-unknown']],
  ])('[4.1] an exception that names %s', (_, weekly, places, expected) => {
    const windows = at(...places).map(({ weekday: __, ...window }) => window);
    const errors = exceptionErrors({ windows }, weekly, known, '/windows');
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});

describe('preferences', () => {
  test('[4.2] of a new practice are a 30-minute grid, 24 hours, 60 days, no buffers, approval within 72 hours, any clinician', () => {
    expect(bookingPreferences.parse(defaultPreferences)).toEqual({
      intervalMinutes: 30,
      noticeHours: 24,
      horizonDays: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      firstVisitServiceId: null,
      newClients: false,
      approval: 'required',
      clinicians: 'any',
      bookInside24Hours: false,
      requestHours: 72,
      offerHours: 2,
    });
    expect(contradictionsOf(defaultPreferences)).toEqual([]);
  });

  test('[4.2] every interval divides the day', () => {
    for (const intervalMinutes of intervalChoices) {
      expect(1440 % intervalMinutes).toBe(0);
      expect(bookingPreferences.safeParse({ ...defaultPreferences, intervalMinutes }).success).toBe(true);
    }
  });

  test.each([
    ['intervalMinutes', 25],
    ['noticeHours', -1],
    ['noticeHours', 1.5],
    ['horizonDays', 0],
    ['bufferBeforeMinutes', 121],
    ['bufferAfterMinutes', -5],
    ['approval', 'maybe'],
    ['clinicians', 'all'],
    ['colour', 'red'],
  ])('[4.2] refuse %s %j', (field, value) => {
    expect(bookingPreferences.safeParse({ ...defaultPreferences, [field]: value }).success).toBe(false);
  });

  test.each([
    // notice, horizon, inside 24 hours, the fields that contradict each other
    [48, 2, false, []],
    [49, 2, false, ['/noticeHours', '/horizonDays']],
    [24, 1, false, []],
    [23, 1, false, ['/noticeHours', '/bookInside24Hours']],
    [0, 60, true, []],
    [25, 1, true, ['/noticeHours', '/horizonDays']],
  ])(
    '[4.2] a notice of %i hours, a horizon of %i days, inside 24 hours %s: %j',
    (noticeHours, horizonDays, bookInside24Hours, pointers) => {
      const errors = contradictionsOf({ ...defaultPreferences, noticeHours, horizonDays, bookInside24Hours });
      expect(errors.map((error) => error.pointer)).toEqual(pointers);
      for (const { message, code } of errors) {
        expect(code).toBe('contradiction');
        for (const pointer of pointers) expect(message).toContain(pointer.slice(1));
      }
    },
  );

  test('[4.2] new clients need a service that they begin with: without one both fields are named', () => {
    const errorsOf = (firstVisitServiceId: string | null) =>
      contradictionsOf({ ...defaultPreferences, newClients: true, firstVisitServiceId });
    expect(errorsOf(ids.service)).toEqual([]);
    expect(errorsOf(null).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/newClients contradiction',
      '/firstVisitServiceId contradiction',
    ]);
  });
});

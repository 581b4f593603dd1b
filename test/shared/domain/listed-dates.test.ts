import { expect, test } from 'vitest';
import { datesAround, datesToSearch, listedDates } from '../../../shared/domain/listed-dates.ts';

const now = Date.parse('2026-11-17T09:00:00.000Z');

test('[4.3] times near a wanted one are looked for a week either side of it', () => {
  expect(datesAround('2026-11-24T10:00:00.000Z')).toEqual({ from: '2026-11-17', to: '2026-12-02' });
});

test.each([
  ['a week either way, then a month', '2026-11-24', '2026-11-17', '2026-10-25'],
  ['around the first that can be booked, for one that is past', '2024-02-29', '2026-11-11', '2026-10-19'],
  ['around the last that can be booked, for one beyond', '2031-01-01', '2026-12-10', '2026-11-17'],
])('[4.3] other times are looked for %s', (_, date, from, wide) => {
  const preferences = { noticeHours: 24, bookInside24Hours: false, horizonDays: 30 };
  const ranges = datesToSearch(`${date}T10:00:00.000Z`, preferences, now);
  expect(ranges.map((range) => range.from)).toEqual([from, wide]);
});

test('[4.3] times are listed from today at the place for a month, unless other dates are asked for', () => {
  const lateInTheEvening = Date.parse('2026-11-24T23:30:00Z');
  expect(listedDates({}, 'Europe/London', lateInTheEvening)).toEqual({
    allowed: true,
    value: { from: '2026-11-24', to: '2026-12-25' },
  });
  expect(listedDates({}, 'Europe/Berlin', lateInTheEvening)).toMatchObject({ value: { from: '2026-11-25' } });
  const asked = { from: '2026-12-01', to: '2026-12-03' };
  expect(listedDates(asked, 'Europe/London', now)).toEqual({ allowed: true, value: asked });
});

test('[4.3] dates out of order are refused by name', () => {
  expect(listedDates({ from: '2026-12-03', to: '2026-12-01' }, 'Europe/London', now)).toMatchObject({
    refusal: { code: 'validation', errors: [{ pointer: '?to' }] },
  });
});

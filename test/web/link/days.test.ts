import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../web/api/client.ts';
import {
  daysOf,
  firstStretch,
  fromFirstWeek,
  lookedFarEnough,
  monthGrid,
  monthsOf,
  nextStretch,
  partsOfDay,
  timesText,
} from '../../../web/link/days.ts';
import { opening } from '../support/fake-practice.ts';

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('the days of the slot picker', () => {
  it('[3.2] groups openings by local date, in order, without empty dates', () => {
    const times = ['2026-11-26T14:00', '2026-11-24T09:30', '2026-11-26T09:00', '2026-12-01T09:00'].map(
      opening,
    );
    const days = daysOf(times);
    expect(
      days.map(({ date, openings }) => [date, openings.map((each) => each.localTime.slice(11))]),
    ).toEqual([
      ['2026-11-24', ['09:30']],
      ['2026-11-26', ['09:00', '14:00']],
      ['2026-12-01', ['09:00']],
    ]);
    expect(monthsOf(days)).toEqual(['2026-11', '2026-12']);
  });

  it('[4.3] keeps both of the times that the clocks repeat, the earlier first', () => {
    const at = (startsAt: string): Opening => ({ ...opening('2026-10-25T01:30'), startsAt });
    const [day] = daysOf([at('2026-10-25T01:30:00Z'), at('2026-10-25T00:30:00Z')]);
    expect(day!.openings.map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ]);
  });

  it('[3.2] divides a day at noon and at five by the clock of the place', () => {
    const times = ['09:00', '11:59', '12:00', '16:30', '17:00'].map((clock) =>
      opening(`2026-11-26T${clock}`),
    );
    const [day] = daysOf(times);
    expect(partsOfDay(day!).map(({ part, openings }) => [part, openings.length])).toEqual([
      ['Morning', 2],
      ['Afternoon', 2],
      ['Evening', 1],
    ]);
    expect(partsOfDay(daysOf([times[3]!])[0]!).map(({ part }) => part)).toEqual(['Afternoon']);
  });

  it.each([
    ['2026-11', 1, 6, 30],
    ['2026-11', 0, 0, 30],
    ['2026-02', 1, 6, 28],
    ['2028-02', 1, 1, 29],
    ['2026-06', 1, 0, 30],
    ['2026-12', 0, 2, 31],
  ] as const)(
    '[3.2] lays out %s, weeks from day %i, with %i empty columns and %i days',
    (month, first, skip, count) => {
      const grid = monthGrid(month, first);
      expect(grid.skip).toBe(skip);
      expect(grid.dates).toHaveLength(count);
      expect(grid.dates[0]).toBe(`${month}-01`);
    },
  );

  it('[3.2] leaves out the weeks before the first free day, and only those', () => {
    const grid = monthGrid('2026-11', 1);
    expect(fromFirstWeek(grid, (date) => date === '2026-11-26')).toEqual({
      skip: 0,
      dates: grid.dates.slice(22),
    });
    expect(fromFirstWeek(grid, (date) => date === '2026-11-01')).toEqual(grid);
    expect(fromFirstWeek(grid, (date) => date === '2026-11-02').dates[0]).toBe('2026-11-02');
  });

  it('[4.3] never asks for more than 62 days, and leaves no date out between two stretches', () => {
    for (let day = 0; day < 800; day++) {
      const today = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      const first = firstStretch(today);
      const next = nextStretch(first.to);
      expect(daysBetween(today, first.to)).toBeGreaterThanOrEqual(28);
      expect(daysBetween(today, first.to)).toBeLessThanOrEqual(62);
      expect(daysBetween(next.from!, next.to)).toBeLessThanOrEqual(62);
      expect(next.from).toBe(first.to);
    }
  });

  it('[3.2] stops looking a year ahead', () => {
    expect(lookedFarEnough('2026-11-20', '2027-10-31')).toBe(false);
    expect(lookedFarEnough('2026-11-20', '2027-11-01')).toBe(true);
  });

  it('[9.4] counts times in words', () => {
    expect([timesText(1), timesText(5)]).toEqual(['1 time', '5 times']);
  });
});

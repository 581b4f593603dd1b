import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import type { Opening } from '../api/client.ts';

/** A local date with the times that are free on it, in order. */
export interface Day {
  date: string;
  openings: Opening[];
}

/** A stretch of local dates to ask for, `to` exclusive. Without `from` it starts today, as the server sees it. */
export interface Stretch {
  from?: string;
  to: string;
}

const monthAfter = (month: string, count: number): string => {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
};

export const monthOf = (date: string): string => date.slice(0, 7);

/** The first stretch to ask for: the rest of this month and the next, which is never more than 62 days. */
export const firstStretch = (today: string): Stretch => ({ to: `${monthAfter(monthOf(today), 2)}-01` });

/** The stretch after one that ended on the first of a month: two whole months more. */
export const nextStretch = (from: string): Stretch => ({ from, to: `${monthAfter(monthOf(from), 2)}-01` });

/** Nobody plans further ahead than a year: there the looking ends. */
export const lookedFarEnough = (today: string, to: string): boolean =>
  to >= `${monthAfter(monthOf(today), 12)}-01`;

/** The openings by local date; dates without any are left out. */
export function daysOf(openings: readonly Opening[]): Day[] {
  const days = new Map<string, Opening[]>();
  for (const opening of [...openings].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const date = opening.localTime.slice(0, 10);
    days.set(date, [...(days.get(date) ?? []), opening]);
  }
  return [...days].map(([date, ofDay]) => ({ date, openings: ofDay }));
}

/** The months that have a free day, in order. */
export const monthsOf = (days: readonly Day[]): string[] => [
  ...new Set(days.map(({ date }) => monthOf(date))),
];

/** The dates of a month in columns by weekday; `skip` columns stand empty before the first. */
export interface Grid {
  skip: number;
  dates: string[];
}

/** Every date of a month, where weeks begin on Sunday (0) or Monday (1). */
export function monthGrid(month: string, weekBegins: 0 | 1): Grid {
  const first = dayOf(`${month}-01`);
  const count = dayOf(`${monthAfter(month, 1)}-01`) - first;
  // 1 January 1970 was a Thursday.
  const weekday = (first + 4) % 7;
  return {
    skip: (weekday - weekBegins + 7) % 7,
    dates: Array.from({ length: count }, (_, at) => dateOf(first + at)),
  };
}

/** A grid without the weeks before the first open date: they are over, or closed. */
export function fromFirstWeek({ skip, dates }: Grid, isOpen: (date: string) => boolean): Grid {
  const weeks = Math.floor((skip + Math.max(dates.findIndex(isOpen), 0)) / 7);
  return weeks === 0 ? { skip, dates } : { skip: 0, dates: dates.slice(weeks * 7 - skip) };
}

const partOf = (opening: Opening) => {
  const hour = Number(opening.localTime.slice(11, 13));
  return hour < 12 ? 'Morning' : hour < 17 ? 'Afternoon' : 'Evening';
};

/** A day's times by part of the day, by the clock of the place; empty parts are left out. */
export const partsOfDay = ({ openings }: Day): { part: string; openings: Opening[] }[] =>
  ['Morning', 'Afternoon', 'Evening']
    .map((part) => ({ part, openings: openings.filter((opening) => partOf(opening) === part) }))
    .filter((each) => each.openings.length > 0);

/** "5 times", "1 time". */
export const timesText = (count: number): string => `${count} ${count === 1 ? 'time' : 'times'}`;

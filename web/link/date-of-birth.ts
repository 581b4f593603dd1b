import { writesMonthFirst } from '../../shared/domain/when.ts';

/** What is in the three boxes, as it was typed. */
export interface TypedDate {
  day: string;
  month: string;
  year: string;
}

export type DatePart = keyof TypedDate;

/** A date like `1948-03-27`, or a sentence on what is amiss and the boxes that it is about. */
export type ReadDate = { date: string } | { message: string; parts: DatePart[] };

/** The boxes in the order in which the country writes a date. */
export const partsInOrder = (country: string): DatePart[] =>
  writesMonthFirst(country) ? ['month', 'day', 'year'] : ['day', 'month', 'year'];

const monthNames =
  'january february march april may june july august september october november december'.split(' ');

/** The oldest person on record was born in 1875: an earlier year is a slip. */
const FIRST_YEAR = 1875;

/** 1 to 31, also as "27th" or "27."; undefined for anything else. */
function dayOf(text: string): number | undefined {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th|\.)?$/i.exec(text)?.[1]);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** 1 to 12 from a number, or from a name or its first letters: "03", "Mar", "sept.". */
function monthOf(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
  const name = text.toLowerCase().replace(/\.$/, '');
  const at = name.length < 3 ? -1 : monthNames.findIndex((month) => month.startsWith(name));
  return at === -1 ? undefined : at + 1;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const listed = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const no = (message: string, ...parts: DatePart[]): ReadDate => ({ message, parts });

/**
 * Reads a date of birth from its three boxes. `today` is a date like `2026-11-24`; nobody is born after it. One
 * thing is said at a time: first what is missing, then what cannot be.
 */
export function readDateOfBirth(typed: TypedDate, today: string): ReadDate {
  const text = (part: DatePart) => typed[part].normalize('NFKC').trim();
  const empty = (['day', 'month', 'year'] as const).filter((part) => text(part) === '');
  if (empty.length === 3) return no('Enter your date of birth', ...empty);
  if (empty.length > 0)
    return no(`Date of birth needs ${listed(empty.map((part) => `a ${part}`))}`, ...empty);

  const [day, month] = [dayOf(text('day')), monthOf(text('month'))];
  if (day === undefined) return no('Day must be a number from 1 to 31', 'day');
  if (month === undefined) return no('Month must be a number from 1 to 12, or a name like March', 'month');
  if (!/^\d{4}$/.test(text('year'))) return no('Year must have 4 numbers, like 1948', 'year');
  const year = Number(text('year'));
  if (year < FIRST_YEAR) return no(`Year must be ${FIRST_YEAR} or later`, 'year');
  if (day > daysIn(year, month)) return no('Date of birth must be a real date', 'day', 'month', 'year');

  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return date > today ? no('Date of birth must be in the past', 'year') : { date };
}

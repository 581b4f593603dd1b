import {
  clockText,
  dateText,
  type Place,
  repeatedOffsetText,
  whenText,
  writesMonthFirst,
  zoneText,
} from '../../shared/domain/when.ts';
import { localOf } from '../../shared/domain/zone.ts';

export type { Place };
export { clockText, dateText, whenText, zoneText };

/** The zone that this device is set to. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The same instant on the reader's own clock, "9:30am where you are", with its date where that is another; null
 * where that clock reads the same.
 */
export function whereYouAre(instant: string, place: Place, zone: string): string | null {
  const here = { ...place, zone };
  const sameDay = dateText(instant, here) === dateText(instant, place);
  if (sameDay && clockText(instant, here) === clockText(instant, place)) return null;
  const date = sameDay ? '' : `${dateText(instant, here)}, `;
  return `${date}${clockText(instant, here)} where you are`;
}

/** A time to choose, beside its date: "9:00am"; one that the clocks repeat says which, "1:30am, UTC+1". */
export function slotText(instant: string, place: Place): string {
  const offset = repeatedOffsetText(instant, place);
  return offset === null ? clockText(instant, place) : `${clockText(instant, place)}, ${offset}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A local date like `2026-11-24` in the words of the country; dates have no zone, so UTC stands for it. */
function dateWords(
  date: string,
  country: string,
  options: Intl.DateTimeFormatOptions,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const name = `${writesMonthFirst(country)}${JSON.stringify(options)}`;
  const locale = writesMonthFirst(country) ? 'en-US' : 'en-GB';
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(name, format);
  const parts = format.formatToParts(Date.parse(`${date}T00:00:00Z`));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

const joined = (country: string, { weekday, day, month }: ReturnType<typeof dateWords>) =>
  writesMonthFirst(country) ? `${weekday}, ${month} ${day}` : `${weekday} ${day} ${month}`;

/** "Tuesday 24 November", or "Tuesday, November 24". */
export const dayText = (date: string, country: string): string =>
  joined(country, dateWords(date, country, { weekday: 'long', day: 'numeric', month: 'long' }));

/** The same in pieces and in short: a month's grid shows only the number, a list all of it. */
export function shortDay(date: string, country: string): { before: string; day: string; after: string } {
  const { weekday, day, month } = dateWords(date, country, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return writesMonthFirst(country)
    ? { before: `${weekday}, ${month} `, day: day!, after: '' }
    : { before: `${weekday} `, day: day!, after: ` ${month}` };
}

/** "November 2026", of a month like `2026-11`. */
export function monthText(month: string, country: string): string {
  const words = dateWords(`${month}-01`, country, { month: 'long', year: 'numeric' });
  return `${words.month} ${words.year}`;
}

/** Short names of the seven days, from the one with which the country's week begins. */
export const weekdayNames = (country: string): string[] =>
  Array.from({ length: 7 }, (_, at) => {
    // 1 November 2026 is a Sunday.
    const date = `2026-11-0${1 + at + firstWeekday(country)}`;
    return dateWords(date, country, { weekday: 'short' }).weekday!;
  });

/** The weekday that begins a week in calendars of the country: 0 is Sunday, 1 Monday. */
export const firstWeekday = (country: string): 0 | 1 => (writesMonthFirst(country) ? 0 : 1);

/** The date at an instant (epoch milliseconds) on the calendar of a zone. */
export const dateIn = (zone: string, milliseconds: number): string =>
  localOf(zone, Math.floor(milliseconds / 60_000)).date;

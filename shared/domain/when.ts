import { dayOf, instantsOf, localOf, MINUTES_OF_A_DAY, offsetAt } from './zone.ts';

/**
 * How a time reads to a person (product 6.3): always as the clock on the wall of its place shows it, with
 * weekday and date, and with the zone by name. The name is the one that holds all year ("United Kingdom Time",
 * "Eastern Time"), so that a message and a page never differ; an hour that the clocks repeat says its offset.
 */

/** The zone of a time's place (its location's, else the practice's) and the practice's country. */
export interface Place {
  zone: string;
  country: string;
}

/** Countries that write the month before the day. */
const monthFirst = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'PH']);

/** Whether a country writes the month before the day, in words and in boxes to type in. */
export const writesMonthFirst = (country: string): boolean => monthFirst.has(country);

const localeOf = (country: string) => (monthFirst.has(country) ? 'en-US' : 'en-GB');

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear to make, so each is kept; none is made before it is needed. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const kept = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(name, kept);
  return kept;
}

function parts(instant: string, place: Place, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const wanted = format(localeOf(place.country), { timeZone: place.zone, ...options });
  return Object.fromEntries(
    wanted.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]),
  );
}

const writeDate = (place: Place, { weekday, day, month, year }: Record<string, string>) =>
  monthFirst.has(place.country)
    ? `${weekday}, ${month} ${day}, ${year}`
    : `${weekday} ${day} ${month} ${year}`;

/** The date alone: "Tuesday 24 November 2026", or "Tuesday, November 24, 2026". */
export const dateText = (instant: string, place: Place): string =>
  writeDate(
    place,
    parts(instant, place, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  );

/** The time alone: "9:00am". Only beside its date and zone. */
export function clockText(instant: string, place: Place): string {
  const { hour, minute, dayPeriod } = parts(instant, place, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
  });
  return `${hour}:${minute}${dayPeriod!.toLowerCase()}`;
}

/**
 * The zone by name: "United Kingdom Time"; of a time that happens twice with its offset, "United Kingdom Time,
 * UTC+1". A zone that has no name of its own for the whole year has the one of that day.
 */
export function zoneText(instant: string, place: Place): string {
  const named = (style: 'longGeneric' | 'long') => {
    const { timeZoneName } = parts(instant, place, { timeZoneName: style, hour: 'numeric' });
    return timeZoneName!;
  };
  const generic = named('longGeneric');
  const name = generic.startsWith('GMT') ? named('long') : generic;
  const offset = repeatedOffsetText(instant, place);
  return offset === null ? name : `${name}, ${offset}`;
}

/** What tells a time that happens twice from its twin, "UTC+1"; null for every other time (product 4.3). */
export const repeatedOffsetText = (instant: string, place: Place): string | null =>
  happensTwice(instant, place.zone) ? offsetText(instant, place.zone) : null;

const minuteOf = (instant: string) => Math.floor(Date.parse(instant) / 60_000);

function happensTwice(instant: string, zone: string): boolean {
  const { date, minutes } = localOf(zone, minuteOf(instant));
  return instantsOf(zone, dayOf(date) * MINUTES_OF_A_DAY + minutes).length > 1;
}

function offsetText(instant: string, zone: string): string {
  const offset = offsetAt(zone, minuteOf(instant));
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}

/** Everything, for pages and e-mails: "Tuesday 24 November 2026, 9:00am (United Kingdom Time)". */
export const whenText = (instant: string, place: Place): string =>
  `${dateText(instant, place)}, ${clockText(instant, place)} (${zoneText(instant, place)})`;

/** The same in few characters, for a text message: "Tue 24 Nov 2026, 9:00am (United Kingdom Time)". */
export function shortWhenText(instant: string, place: Place): string {
  const date = parts(instant, place, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${writeDate(place, date)}, ${clockText(instant, place)} (${zoneText(instant, place)})`;
}

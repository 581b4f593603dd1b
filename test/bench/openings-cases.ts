import type { BookingPreferences, HoursWindow, WeeklyEntry } from '../../shared/domain/availability.ts';
import { defaultPreferences, intervalChoices } from '../../shared/domain/availability.ts';
import type { BusyTime } from '../../shared/domain/day-sheet.ts';
import type { DateRange, OpeningsQuestion } from '../../shared/domain/opening.ts';
import { clockOf, dateOf, dayOf, localOf, spansOf } from '../../shared/domain/zone.ts';

export type Case = OpeningsQuestion & DateRange;

/** Numbers in [0, 1) that are the same for a seed on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Zones that change clocks by an hour, half an hour, at midnight, on a Friday, twice around Ramadan, or never. */
export const zones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'America/Asuncion',
  'America/Caracas',
  'America/Nuuk',
  'America/Phoenix',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Berlin',
  'Europe/Chisinau',
  'Europe/Moscow',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];

/** Random questions about one to three days, two in three of them beside a clock change, from 2007 to 2037. */
export function* randomCases(count: number, seed: number): Generator<Case> {
  const random = seeded(seed);
  for (let made = 0; made < count; made++) yield randomCase(random);
}

function randomCase(random: () => number): Case {
  const below = (limit: number) => Math.floor(random() * limit);
  const chance = (share: number) => random() < share;
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;

  const zone = pick(zones);
  const day = chance(0.67) ? changeDay(zone, random) - 2 + below(4) : dayOf('2007-01-01') + below(11_300);
  const from = dateOf(day);
  const to = dateOf(day + 1 + below(3));

  const clock = () => (chance(0.2) ? below(1440) : below(96) * 15);
  const window = (): { start: string; end: string } => {
    if (chance(0.08)) return { start: '00:00', end: '24:00' };
    const start = clock();
    const end = chance(0.8) ? (start + 60 + below(40) * 15) % 1440 : clock();
    return { start: clockOf(start), end: end === start || chance(0.08) ? '24:00' : clockOf(end) };
  };
  const places = pick<(string | undefined)[]>([
    [undefined],
    [undefined],
    ['loc_a'],
    ['loc_a', 'loc_b'],
    ['loc_a', undefined],
    ['loc_a', 'loc_b', undefined, 'loc_gone'],
  ]);
  const somewhere = <T extends object>(hours: T): T & { locationId?: string } => {
    const locationId = pick(places);
    return locationId === undefined ? hours : { ...hours, locationId };
  };
  const weekly: WeeklyEntry[] = [];
  for (let weekday = 1; weekday <= 7; weekday++)
    for (let entries = pick([0, 1, 1, 1, 2, 2]); entries > 0; entries--)
      weekly.push(somewhere({ weekday, ...window() }));
  const exceptions = Array.from({ length: chance(0.4) ? 1 + below(2) : 0 }, (_, index) => ({
    date: dateOf(day - 1 + index * 2 + below(2)),
    windows: Array.from({ length: below(3) }, (): HoursWindow => somewhere(window())),
  }));

  const midnight = day * 1440;
  const now =
    (midnight - pick([-20, 0, 12, 24, 25, 30, 48, 72]) * 60 + below(120)) * MINUTE +
    pick([0, 0, 1, 30_000, 59_999]);
  const preferences: BookingPreferences = {
    ...defaultPreferences,
    intervalMinutes: pick([...intervalChoices, 30, 60, 60]),
    noticeHours: pick([0, 0, 1, 24, 24, 30]),
    horizonDays: pick([1, 2, 3, 10, 60, 60]),
    bufferBeforeMinutes: pick([0, 0, 10, 45, 120]),
    bufferAfterMinutes: pick([0, 0, 5, 30]),
    bookInside24Hours: chance(0.5),
  };
  const busy = Array.from({ length: below(10) }, (): BusyTime => {
    const start = midnight - 1440 + below(6 * 96) * 15 + (chance(0.3) ? below(15) : 0);
    const time = {
      start,
      end: start + pick([10, 30, 50, 60, 90]),
      before: pick([0, 0, 15, 60]),
      after: pick([0, 0, 20]),
    };
    return chance(0.25) ? { ...time, until: now + pick([-HOUR, 0, 1, HOUR]) } : time;
  });
  const question: Case = {
    purpose: 'booking',
    zone,
    locations: { loc_a: null, loc_b: pick([zone, ...zones]) },
    weekly,
    exceptions,
    preferences,
    durationMinutes: pick([5, 15, 30, 45, 50, 50, 60, 60, 60, 90, 180, 720]),
    busy,
    now,
    from,
    to,
  };
  const kind = random();
  if (kind < 0.3) {
    const own = busy[0] ?? { start: midnight + 600, end: midnight + 650 };
    const seconds = chance(0.2) ? 20_000 : 0;
    question.purpose = 'change';
    question.moving = {
      startsAt: own.start * MINUTE + seconds,
      endsAt: own.end * MINUTE - seconds,
      locationId: pick(places) ?? null,
    };
  } else if (kind < 0.5) question.locationId = pick(places) ?? null;
  return question;
}

/** The local date of one of a zone's clock changes; any date for a zone that has none that year. */
function changeDay(zone: string, random: () => number): number {
  const start = dayOf(`${2007 + Math.floor(random() * 31)}-01-01`);
  const spans = spansOf(zone, start * 1440, (start + 365) * 1440);
  const changes = spans.filter((span, index) => index > 0 && span.offset !== spans[index - 1]!.offset);
  const change = changes[Math.floor(random() * changes.length)];
  return change ? dayOf(localOf(zone, change.start).date) : start + Math.floor(random() * 365);
}

import { putException, putHours } from '../../shared/data/availability.ts';
import { putLocation } from '../../shared/data/catalogue.ts';
import { newId } from '../../shared/data/change.ts';
import { transact } from '../../shared/data/table.ts';
import type { HoursWindow } from '../../shared/domain/availability.ts';
import type { Location, Staff } from '../../shared/domain/catalogue.ts';
import type { Client } from '../../shared/domain/client.ts';
import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import { serviceChanged } from './changed.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from './given.ts';
import { fc } from './random.ts';

/** Practices of any kind around a day on which the clocks change, or do not. */

const HOUR = 3_600_000;

/** Zones that change by an hour, by half of one, at midnight, forth and back; and such as never do. */
const changes = [
  ['Europe/London', '2026-10-25T01:00:00Z'],
  ['Europe/London', '2027-03-28T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/New_York', '2027-03-14T07:00:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/Havana', '2026-11-01T05:00:00Z'],
  ['America/Havana', '2027-03-14T05:00:00Z'],
  ['Pacific/Chatham', '2026-09-26T14:00:00Z'],
  ['Asia/Kathmandu', '2026-11-10T18:15:00Z'],
  ['Pacific/Apia', '2026-12-31T11:00:00Z'],
] as const;

const windows: readonly HoursWindow[] = [
  { start: '00:00', end: '24:00' },
  { start: '00:30', end: '04:15' },
  { start: '09:00', end: '12:00' },
  { start: '12:00', end: '17:30' },
  { start: '22:00', end: '03:00' },
];
const anyWindows = fc.subarray([...windows], { minLength: 1, maxLength: 2 });

/** What a practice is like: plain data. */
export const anyPractice = fc.record({
  change: fc.constantFrom(...changes),
  /** The zone of the second clinician's own place. */
  elsewhere: fc.constantFrom(null, ...new Set(changes.map(([zone]) => zone))),
  hours: fc.tuple(anyWindows, anyWindows),
  /** Instead of the usual hours on the day itself. */
  exception: fc.option(fc.subarray([...windows], { maxLength: 1 })),
  grid: fc.constantFrom(5 as const, 10 as const, 15 as const, 20 as const, 30 as const, 45 as const),
  minutes: fc.constantFrom(20, 30, 45, 50),
  gaps: fc.constantFrom([0, 0], [0, 15], [30, 10]),
  approval: fc.constantFrom('required' as const, 'none' as const),
  soon: fc.boolean(),
  /** Hours before the clocks change. */
  asked: fc.integer({ min: 28, max: 60 }),
  /** Numbers that pick among what is there. */
  picks: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
});
export type AnyPractice = typeof anyPractice extends fc.Arbitrary<infer T> ? T : never;

export interface SomePractice extends GivenPractice {
  client: Client;
  other: Staff;
  elsewhere: Location;
  tokens: { client: string; manager: string };
  /** Local dates around the change. */
  range: { from: string; to: string };
  /** When the clocks change. */
  change: number;
}

/** When a practice is asked. */
export const instantOf = ({ change: [, at], asked }: AnyPractice): number => Date.parse(at) - asked * HOUR;

const everyDay = (each: readonly HoursWindow[], place: { locationId?: string } = {}) =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => each.map((window) => ({ weekday, ...window, ...place })));

/** Such a practice in the table. Must run by its clock. */
export async function givenAnyPractice(like: AnyPractice): Promise<SomePractice> {
  const [zone, at] = like.change;
  const day = dayOf(at.slice(0, 10));
  const given = await givenPractice({
    booking: true,
    profile: { zone },
    settings: { applyCancellationPolicy: false },
    preferences: {
      intervalMinutes: like.grid,
      bufferBeforeMinutes: like.gaps[0]!,
      bufferAfterMinutes: like.gaps[1]!,
      approval: like.approval,
      noticeHours: like.soon ? 3 : 24,
      bookInside24Hours: like.soon,
    },
    hours: everyDay(like.hours[0]),
  });
  const elsewhere: Location = {
    ...given.location,
    id: newId('location', Date.now()),
    name: 'Elsewhere',
    zone: like.elsewhere,
  };
  const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
  const [other, client] = await Promise.all([
    givenStaff(given, offers),
    givenClient(given, { email: null }),
    serviceChanged(given, given.service, { durationMinutes: like.minutes }),
  ]);
  const off = like.exception?.map((window) => ({ ...window, locationId: given.location.id }));
  await transact([
    putLocation(given, elsewhere, 'new'),
    putHours(given, other.id, everyDay(like.hours[1], { locationId: elsewhere.id }), 0),
    ...(off ? [putException(given, given.clinician.id, { date: dateOf(day), windows: off }, 0)] : []),
  ]);
  return {
    ...given,
    client,
    other,
    elsewhere,
    tokens: {
      client: await clientToken(given, client),
      manager: await staffToken(given, given.manager),
    },
    range: { from: dateOf(day - 1), to: dateOf(day + 2) },
    change: Date.parse(at),
  };
}

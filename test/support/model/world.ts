import { addressHmac } from '../../../shared/data/client.ts';
import { newSession } from '../../../shared/data/session.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { formatSessionToken } from '../../../shared/domain/token.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { type GivenPractice, givenClient, givenHours, givenPractice, givenStaff } from '../given.ts';
import type { OwnClock } from '../own-clock.ts';
import { aStranger } from '../strangers.ts';
import type { History } from './steps.ts';

/** The small practice in which a history happens: two clinicians, three clients, two strangers, ten times that everybody wants. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Monday morning in London, in winter: its wall clock reads UTC. */
export const begin = Date.parse('2026-11-16T10:00:00.000Z');

/** The month of all that happens: no history lasts longer than its clock goes. */
export const month = '2026-11';
const lastHour = begin + 6 * 24 * HOUR;

/** Either side of a UTC midnight, on a morning, off the grid, soon, and a while later. */
export const slots: readonly string[] = [
  '2026-11-18T22:30',
  '2026-11-18T23:00',
  '2026-11-18T23:30',
  '2026-11-19T00:00',
  '2026-11-19T09:00',
  '2026-11-19T09:30',
  '2026-11-19T10:00',
  '2026-11-19T09:40',
  '2026-11-17T08:00',
  '2026-11-20T09:00',
].map((start) => `${start}:00.000Z`);

/** What those who never signed in type of themselves. */
export const strangers = [
  aStranger(),
  aStranger({ givenName: 'Omar', email: 'omar@mail.example', dateOfBirth: '1979-01-30' }),
] as const;

export interface World extends GivenPractice {
  history: History;
  clock: OwnClock;
  /** The latest instant by which anything was decided: a sweep's clock may be a little fast. */
  latest: number;
  staffIds: readonly string[];
  clients: readonly Client[];
  tokens: { manager: string; clinician: string; clients: string[] };
  signedInAt: number;
  /** By which each stranger's request is confirmed, as the e-mail has it, and until when (epoch milliseconds). */
  links: Map<string, { token: string; until: number }>;
  /** Under which the waiting requests of each stranger's address are counted. */
  addresses: readonly string[];
  /** The events that the waiting list has heard of. */
  heard: Set<string>;
}

/** Everybody's new sessions, in one write: whoever has their access as it was when they were made. */
async function signIn(
  given: GivenPractice,
  clients: readonly Client[],
): Promise<Pick<World, 'tokens' | 'signedInAt'>> {
  const now = Date.now();
  const made = [
    ...[given.manager, given.clinician].map(({ id }) => ({ kind: 'staff' as const, id })),
    ...clients.map(({ id }) => ({ kind: 'client' as const, id })),
  ].map((subject) => ({
    subject,
    ...newSession(given, systemChange('test', 'test', now, Date.now), {
      kind: subject.kind,
      subjectId: subject.id,
      appointmentId: null,
      method: 'code',
      identityChecked: true,
      practiceEpoch: given.practice.sessionEpoch,
      accessEpoch: 0,
    }),
  }));
  await transact(made.map(({ write }) => write));
  const [manager = '', clinician = '', ...tokens] = made.map(({ subject, session, secret }) =>
    formatSessionToken({ practiceId: given.practiceId, subject, sessionId: session.id, secret }),
  );
  return { tokens: { manager, clinician, clients: tokens }, signedInAt: now };
}

/** A practice of its own for one history, where nothing has happened yet. Must run by the clock. */
export async function givenWorld(history: History, clock: OwnClock): Promise<World> {
  const { approval, soon } = history;
  const [bufferBeforeMinutes, bufferAfterMinutes] = history.gaps;
  const given = await givenPractice({
    booking: true,
    settings: { applyCancellationPolicy: false },
    preferences: {
      approval,
      bufferBeforeMinutes,
      bufferAfterMinutes,
      noticeHours: soon ? 2 : 24,
      bookInside24Hours: soon,
    },
  });
  const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }));
  const second = async () => {
    const other = await givenStaff(given, offers);
    await givenHours(given, other.id, week);
    return other;
  };
  const client = () => givenClient(given, { email: null });
  const [other, ...clients] = await Promise.all([second(), client(), client(), client()]);
  const staffIds = [given.clinician.id, other.id];
  const signedIn = await signIn(given, clients);
  return {
    ...given,
    history,
    clock,
    latest: clock.now,
    staffIds,
    clients,
    ...signedIn,
    links: new Map(),
    addresses: strangers.map(({ email }) => addressHmac(given.practice, email)),
    heard: new Set(),
  };
}

/** Lets time go on; everybody signs in again where their sessions would be too old. */
export async function goOn(world: World, to: number): Promise<void> {
  world.clock.now = Math.min(Math.max(to, world.clock.now + 1000), lastHour);
  world.latest = Math.max(world.latest, world.clock.now);
  if (world.clock.now - world.signedInAt > 4 * MINUTE)
    Object.assign(world, await signIn(world, world.clients));
}

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { LinkedRecords } from '../domain/appointment-link.ts';
import type { Access, Client } from '../domain/client.ts';
import type { Guesses } from '../domain/identity.ts';
import type { Change } from './change.ts';
import { type Key, keys } from './keys.ts';
import { getStoredLink, newLink, type StoredLink } from './stored-link.ts';
import { check, getItems, record, update, type Write } from './table.ts';

/**
 * A link to one appointment (product 2.7). It is not spent by use; when it ends is the appointment's to say
 * (shared/domain/appointment-link.ts).
 */
export interface Link extends StoredLink {
  purpose: 'appointment';
  clientId: string;
  appointmentId: string;
  accessEpoch: number;
  /** Wrong answers since the last lock (product 2.8). */
  tries: number;
  /** The instant until which no answer is taken, or null. */
  lockedUntil: string | null;
}

/** The item outlives every move of its appointment: a horizon of two years, and a day. */
const kept = 731 * 24 * 3_600_000;

/** A new link to an appointment and the secret of its token. */
export function newAppointmentLink(
  scope: Scope,
  change: Pick<Change, 'clock'>,
  appointment: Pick<Appointment, 'id' | 'clientId' | 'endsAt'>,
  access: Pick<Access, 'epoch'>,
): { link: Link; secret: string; write: Write } {
  const { id: appointmentId, clientId, endsAt } = appointment;
  const own = { appointmentId, clientId, accessEpoch: access.epoch, tries: 0, lockedUntil: null };
  return newLink<Link>(scope, change, { purpose: 'appointment', ...own }, Date.parse(endsAt) + kept);
}

/** An appointment's link with its practice, in one trip; undefined for any other. */
export const getLink = (scope: Scope, linkId: string) => getStoredLink<Link>(scope, 'appointment', linkId);

const guessesOfDay = (scope: Scope, clientId: string, now: number) =>
  keys.rate(scope.practiceId, `identity#${clientId}`, new Date(now).toISOString().slice(0, 10));

/** What a link leads to, and what has been guessed about it and its client, in one trip. */
export async function getLinked(
  scope: Scope,
  link: Link,
  now: number,
): Promise<(LinkedRecords & { guesses: Guesses }) | undefined> {
  const p = scope.practiceId;
  const [client, access, appointment, today] = await getItems([
    keys.client(p, link.clientId),
    keys.access(p, link.clientId),
    keys.appointment(p, link.appointmentId),
    guessesOfDay(scope, link.clientId, now),
  ]);
  if (!client || !access || !appointment) return undefined;
  return {
    client: record<Client>(client),
    access: record<Access>(access),
    appointment: record<Appointment>(appointment),
    guesses: { link: link.tries, lockedUntil: link.lockedUntil, clientToday: Number(today?.count ?? 0) },
  };
}

/**
 * Stores what is known of guesses after an answer, over what was read, so that guesses at once are all counted
 * and a right one among them is no free try: loses `link` or `guesses` where another answer came in between.
 */
export const putGuesses = (
  scope: Scope,
  link: Link,
  before: Guesses,
  after: Guesses,
  now: number,
): Write[] => [
  update('link', keys.link(link.id), {
    set: 'SET tries = :tries, lockedUntil = :locked',
    condition: 'tries = :read AND lockedUntil = :lockedRead',
    values: {
      ':tries': after.link,
      ':locked': after.lockedUntil,
      ':read': before.link,
      ':lockedRead': before.lockedUntil,
    },
  }),
  countGuesses(guessesOfDay(scope, link.clientId, now), before.clientToday, after.clientToday, now),
];

function countGuesses(key: Key, before: number, after: number, now: number): Write {
  const seen = before === 0 ? 'attribute_not_exists(pk)' : '#count = :read';
  const names = { '#count': 'count' };
  const read = before === 0 ? {} : { ':read': before };
  if (after === before)
    return check('guesses', key, { condition: seen, ...(before > 0 && { names, values: read }) });
  return update('guesses', key, {
    set: 'SET #count = :count, expiresAt = :expires',
    condition: seen,
    names,
    values: { ':count': after, ':expires': Math.ceil(now / 1000) + 2 * 86_400, ...read },
  });
}

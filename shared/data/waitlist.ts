import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Access, Client } from '../domain/client.ts';
import type { EventType } from '../domain/event.ts';
import { offerFacts, waitlistFacts } from '../domain/happening.ts';
import type { Waiting } from '../domain/offer-rules.ts';
import type { Offer, WaitlistEntry } from '../domain/waitlist.ts';
import { entryIdOf, type WaitlistStep } from '../domain/waitlist-rules.ts';
import { env } from '../runtime/env.ts';
import { type Change, commit, type Happening } from './change.ts';
import { keys, shardOf } from './keys.ts';
import { putSheets } from './sheet.ts';
import {
  check,
  getItem,
  getItems,
  type Item,
  type Page,
  type PageRequest,
  put,
  queryAll,
  queryPage,
  record,
  type Write,
} from './table.ts';

/** The waiting list: entries, each of one appointment, and the offers that are made to them (product 4.5). */

const DAY = 24 * 3600;
/** One that waits is forgotten days after its appointment has begun; one that does not, when its id is needed no more. */
const kept = { waiting: 3 * DAY, closed: 400 * DAY };

const seconds = (instant: string) => Math.ceil(Date.parse(instant) / 1000);

/** Writes an entry over the version before it; loses `entry` where another was faster. */
function putEntry(scope: Scope, entry: WaitlistEntry): Write {
  const p = scope.practiceId;
  const waits = entry.state === 'waiting';
  const asked = `${entry.askedAt}#${entry.id}`;
  return put(
    'entry',
    keys.waitlistEntry(p, entry.id),
    {
      ...entry,
      expiresAt: seconds(entry.startsAt) + (waits ? kept.waiting : kept.closed),
      ...(waits && {
        gsi1pk: keys.waitlistOfClient(p, entry.clientId),
        gsi1sk: asked,
        gsi2pk: keys.waitlist(p),
        gsi2sk: `${entry.staffId}#${asked}`,
      }),
    },
    entry.version === 1 ? 'new' : { version: entry.version - 1 },
  );
}

/** Writes an offer over the version before it; while it is open it stands among the region's deadlines. */
const putOffer = (scope: Scope, offer: Offer): Write =>
  put(
    'offer',
    keys.offer(scope.practiceId, offer.id),
    {
      ...offer,
      expiresAt: seconds(offer.startsAt) + kept.closed,
      ...(offer.state === 'open' && {
        gsi1pk: keys.due(env('region'), shardOf(scope.practiceId)),
        gsi1sk: keys.startOf(offer.until, offer.id),
      }),
    },
    offer.version === 1 ? 'new' : { version: offer.version - 1 },
  );

const offerEvents = {
  open: 'offer.made.v1',
  accepted: 'offer.accepted.v1',
  refused: 'offer.refused.v1',
  lapsed: 'offer.lapsed.v1',
  withdrawn: 'offer.withdrawn.v1',
} as const satisfies Record<Offer['state'], EventType>;

const offerHappening = (offer: Offer) =>
  ({
    type: offerEvents[offer.state],
    aggregate: { type: 'offer', id: offer.id },
    sequence: offer.version,
    test: offer.test,
    clientId: offer.clientId,
    data: offerFacts(offer),
  }) satisfies Happening;

/** What happened to an entry that begins to wait or waits no more: two events a round. */
function entryHappening(entry: WaitlistEntry): Happening {
  const { state, ended, round, test, clientId } = entry;
  const about = { aggregate: { type: 'waitlist-entry', id: entry.id } as const, test, clientId };
  const facts = waitlistFacts(entry);
  if (state === 'waiting')
    return { ...about, type: 'waitlist.joined.v1', sequence: 2 * round - 1, data: facts };
  if (ended === null) return { ...about, type: 'waitlist.left.v1', sequence: 2 * round, data: facts };
  return { ...about, type: 'waitlist.ended.v1', sequence: 2 * round, data: { ...facts, reason: ended } };
}

/** The writes and the events of a step of the waiting list; without its sheets, which may be those of a move. */
export const waitlistStep = (scope: Scope, { entry, offer }: Pick<WaitlistStep, 'entry' | 'offer'>) => ({
  writes: [putEntry(scope, entry), ...(offer ? [putOffer(scope, offer)] : [])],
  happenings: [
    ...(offer ? [offerHappening(offer)] : []),
    ...(entry.state === 'waiting' ? [] : [entryHappening(entry)]),
  ] as Happening[],
});

/**
 * Writes a step of the waiting list with the sheets that it changes and its events in one transaction. Loses `entry`,
 * `offer` or `sheet` where another was faster.
 */
export function saveStep(
  scope: Scope,
  change: Change,
  step: WaitlistStep,
  { writes = [], answer }: { writes?: readonly Write[]; answer?: unknown } = {},
): Promise<void> {
  const saved = waitlistStep(scope, step);
  const sheets = putSheets(scope, step.offer?.staffId ?? step.entry.staffId, step.sheets);
  return commit(scope, change, { ...saved, writes: [...saved.writes, ...sheets, ...writes], answer });
}

/** Writes an entry that begins to wait, while its appointment is as it was read (`appointment` is lost otherwise). */
export const saveJoined = (
  scope: Scope,
  change: Change,
  entry: WaitlistEntry,
  appointment: Appointment,
  answer: unknown,
): Promise<void> =>
  commit(scope, change, {
    writes: [
      putEntry(scope, entry),
      check('appointment', keys.appointment(scope.practiceId, appointment.id), {
        condition: 'version = :read',
        values: { ':read': appointment.version },
      }),
    ],
    happenings: [entryHappening(entry)],
    answer,
  });

/** Remembers that an event has led to an offer, for as long as it may come again; loses `offered` where it has before. */
export const oneOfferFor = (scope: Scope, eventId: string, now: number): Write =>
  put(
    'offered',
    keys.offeredFor(scope.practiceId, eventId),
    { expiresAt: Math.ceil(now / 1000) + 14 * DAY },
    'new',
  );

/** An appointment and its entry, in one trip, each undefined where it is not there. */
export async function getWaiting(scope: Scope, appointmentId: string) {
  const [appointment, entry] = await getItems([
    keys.appointment(scope.practiceId, appointmentId),
    keys.waitlistEntry(scope.practiceId, entryIdOf(appointmentId)),
  ]);
  return {
    appointment: appointment && record<Appointment>(appointment),
    entry: entry && record<WaitlistEntry>(entry),
  };
}

/** One offer of the practice. */
export async function getOffer(scope: Scope, offerId: string): Promise<Offer | undefined> {
  const item = await getItem(keys.offer(scope.practiceId, offerId));
  return item && record<Offer>(item);
}

/** All entries that wait for times of a clinician, by an index: one written just now may be missing. */
async function idsOfWaiting(scope: Scope, staffId: string): Promise<string[]> {
  const items = await queryAll({
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :pk AND begins_with(gsi2sk, :staff)',
    ExpressionAttributeValues: { ':pk': keys.waitlist(scope.practiceId), ':staff': `${staffId}#` },
  });
  return items.map((item) => record<WaitlistEntry>(item).appointmentId);
}

/** Those who wait for times of a clinician, with appointment, record and access of each, strongly consistent. */
export async function getAllWaiting(scope: Scope, staffId: string): Promise<Waiting[]> {
  const p = scope.practiceId;
  const ids = await idsOfWaiting(scope, staffId);
  const entries = await getItems(ids.map((id) => keys.waitlistEntry(p, entryIdOf(id))));
  const waiting = entries
    .flatMap((item) => (item ? [record<WaitlistEntry>(item)] : []))
    .filter(({ state }) => state === 'waiting');
  const found = await getItems(
    waiting.flatMap(({ appointmentId, clientId }) => [
      keys.appointment(p, appointmentId),
      keys.client(p, clientId),
      keys.access(p, clientId),
    ]),
  );
  const of = <T>(item: Item | undefined) => item && record<T>(item);
  return waiting.map((entry, at) => ({
    entry,
    appointment: of<Appointment>(found[3 * at]),
    client: of<Client>(found[3 * at + 1]),
    access: of<Access>(found[3 * at + 2]),
  }));
}

async function pageOf(
  index: 'gsi1' | 'gsi2',
  partition: string,
  page: PageRequest,
): Promise<Page<WaitlistEntry>> {
  const found = await queryPage(index, partition, { from: '0', to: '~' }, 'ascending', page);
  return { ...found, items: found.items.map((item) => record<WaitlistEntry>(item)) };
}

/** A client's entries that wait, in the order of asking, a page at a time. */
export const listWaitlistOfClient = (scope: Scope, clientId: string, page: PageRequest) =>
  pageOf('gsi1', keys.waitlistOfClient(scope.practiceId, clientId), page);

/** The practice's entries that wait, by clinician, then in the order of asking, a page at a time. */
export const listWaitlist = (scope: Scope, page: PageRequest) =>
  pageOf('gsi2', keys.waitlist(scope.practiceId), page);

import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { Scope } from '../domain/actor.ts';
import type { AggregateType, Cause, EventData, EventType } from '../domain/event.ts';
import { type IdKind, idPrefixes } from '../domain/id.ts';
import { env } from '../runtime/env.ts';
import { type Key, keys, shardOf } from './keys.ts';
import { getItem, type Item, put, transact, type Write } from './table.ts';

/** Who changes something, when and why: made once a request by the runtime, passed to every writing verb. */
export interface Change {
  /** The instant that rules decide by, epoch milliseconds. */
  now: number;
  /** The running clock: ids sort by the moment of the commit attempt, not by the request's beginning. */
  clock: () => number;
  cause: Cause;
  /** `client:clnt_…`, `staff:staff_…`, `system:import`. */
  actor: string;
  correlationId: string;
  /** Set where the caller sent an Idempotency-Key: its record is part of the same transaction. */
  idempotency?: { key: Key; hash: string };
}

/** What happened, in the words of the catalogue; `before` and `after` stay in the audit, never on the bus. */
export interface Happening<T extends EventType = EventType> {
  type: T;
  aggregate: { type: AggregateType<T>; id: string };
  sequence: number;
  data: EventData<T>;
  test?: boolean;
  /** Whose history it belongs to. */
  clientId?: string;
  audit?: { before?: unknown; after?: unknown; note?: string };
}

/** A new id of a kind: a ULID of this instant with the kind's prefix. */
export const newId = (kind: IdKind, now: number): string => `${idPrefixes[kind]}_${ulid(now)}`;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id that always stands for the same thing at the same instant: what is made of it is made once. */
export function derivedId(kind: IdKind, at: number, from: string): string {
  const bytes = createHash('sha256').update(from).digest().subarray(0, 16);
  return `${idPrefixes[kind]}_${ulid(at).slice(0, 10)}${[...bytes].map((byte) => alphabet[byte % 32]).join('')}`;
}

const iso = (now: number) => new Date(now).toISOString();

/** A row of the practice's log, of the month and the moment of this attempt; in a history where it is of one. */
function logRow(
  scope: Scope,
  change: Change,
  name: 'event' | 'audit',
  history: string | undefined,
  fields: (id: string) => object,
): Write {
  const now = change.clock();
  const id = newId('event', now);
  return put(
    name,
    keys.event(scope.practiceId, iso(now).slice(0, 7), id),
    {
      at: iso(change.now),
      actor: change.actor,
      cause: change.cause,
      correlationId: change.correlationId,
      ...fields(id),
      ...(history && { gsi2pk: history, gsi2sk: id }),
    },
    'new',
  );
}

/** What the practice decides about its clients' appointments: one history, which its settings page shows. */
const decided: readonly AggregateType[] = ['settings', 'preferences', 'service', 'status'];

function historyOf({ practiceId }: Scope, { clientId, aggregate }: Happening): string | undefined {
  if (clientId) return keys.history(practiceId, clientId);
  return decided.includes(aggregate.type) ? keys.decisions(practiceId) : undefined;
}

/** The row that records one happening: audit, feed, history and outbox in one item. */
const eventRow = (scope: Scope, change: Change, happening: Happening): Write =>
  logRow(scope, change, 'event', historyOf(scope, happening), (id) => ({
    type: happening.type,
    aggregate: happening.aggregate,
    sequence: happening.sequence,
    test: happening.test || undefined,
    data: happening.data,
    audit: happening.audit,
    gsi1pk: keys.outbox(env('region'), shardOf(scope.practiceId)),
    gsi1sk: id,
  }));

/** An audit-only row: a sign-in, a read of personal data by staff (product 9.3). Relay and feed pass it over. */
export const auditRow = (
  scope: Scope,
  change: Change,
  action: string,
  about: { clientId?: string; note?: string } = {},
): Write =>
  logRow(scope, change, 'audit', about.clientId && keys.history(scope.practiceId, about.clientId), () => ({
    action,
    note: about.note,
  }));

const day = 24 * 3600;

/**
 * Writes a change: the items, the events that tell of it and, where a key was sent, the answer that a retry
 * will get; all of it or nothing. Throws `LostRace` naming what lost (`idempotency` for a repeated key).
 */
export async function commit(
  scope: Scope,
  change: Change,
  what: { writes: readonly Write[]; happenings: readonly Happening[]; answer?: unknown },
): Promise<void> {
  await transact([
    ...what.writes,
    ...what.happenings.map((happening) => eventRow(scope, change, happening)),
    ...(change.idempotency
      ? [
          put(
            'idempotency',
            change.idempotency.key,
            {
              hash: change.idempotency.hash,
              answer: what.answer ?? null,
              expiresAt: Math.ceil(change.now / 1000) + day,
            },
            { expiredBy: Math.floor(change.now / 1000) },
          ),
        ]
      : []),
  ]);
}

export interface KeptAnswer {
  hash: string;
  answer: unknown;
}

/** The answer kept under an idempotency key, unless it is past its 24 hours (TTL lags: checked here too). */
export function keptAnswer(item: Item | undefined, now: number): KeptAnswer | undefined {
  if (!item || Number(item.expiresAt) * 1000 <= now) return undefined;
  return { hash: String(item.hash), answer: item.answer };
}

/** Reads the kept answer again, for the loser of two equal requests at once. */
export const readKeptAnswer = async (key: Key, now: number) => keptAnswer(await getItem(key), now);

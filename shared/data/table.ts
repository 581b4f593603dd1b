import { createHash, timingSafeEqual } from 'node:crypto';
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Refused } from '../domain/decision.ts';
import { env } from '../runtime/env.ts';
import type { Key } from './keys.ts';

/**
 * The table kernel: reading by key, lists with cursors that hold only a position, and transactions whose
 * cancellations say which write lost. Nouns (one file each beside this one) are built of it.
 */

export type Item = Record<string, unknown>;

/** How long one try of a call may take. The SDK only warns of longer ones unless it is told to give up. */
const requestTimeout = 3_000;

/** All tries of a write end within this, milliseconds: the feed (feed.ts) waits for longer. */
export const writesEndWithin = 10_000;

export const table = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true },
  }),
  { marshallOptions: { removeUndefinedValues: true } },
);

export const tableName = () => env('table');

/** One item, strongly consistent, or undefined. */
export async function getItem(key: Key): Promise<Item | undefined> {
  const { Item } = await table.send(
    new GetCommand({ TableName: tableName(), Key: key, ConsistentRead: true }),
  );
  return Item;
}

const batchLimit = 100;

/**
 * Several items in one trip (of a hundred keys), strongly consistent, in the order of the keys; undefined where
 * there is none. A key may be named twice.
 */
export async function getItems(keys: readonly Key[]): Promise<(Item | undefined)[]> {
  const wanted = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const found = new Map<string, Item>();
  for (let at = 0; at < wanted.length; at += batchLimit)
    for (const item of await getBatch(wanted.slice(at, at + batchLimit))) found.set(nameOf(item), item);
  return keys.map((key) => found.get(nameOf(key)));
}

const nameOf = (item: Item | Key): string => `${item['pk' as never]} ${item['sk' as never]}`;

async function getBatch(keys: readonly Key[]): Promise<Item[]> {
  const found: Item[] = [];
  let wanted = keys;
  for (let round = 0; wanted.length > 0; round += 1) {
    if (round === 8) throw new Refused(busy);
    if (round > 0) await pause(round);
    const answer = await table.send(
      new BatchGetCommand({ RequestItems: { [tableName()]: { Keys: [...wanted], ConsistentRead: true } } }),
    );
    found.push(...(answer.Responses?.[tableName()] ?? []));
    wanted = (answer.UnprocessedKeys?.[tableName()]?.Keys ?? []) as Key[];
  }
  return found;
}

/** All items of a query, page after page. For partitions that are small by design. */
export async function queryAll(input: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await table.send(
      new QueryCommand({ ...input, TableName: tableName(), ExclusiveStartKey: start }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** One page of an index or partition; `position` gives the sort key that the cursor resumes after. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
  /** Strongly consistent, which an index cannot be. */
  consistent?: boolean;
}

/**
 * One page of a partition. The cursor is the sort-key position alone; the partition always comes from the
 * caller's scope, so a forged cursor reaches nothing else.
 * @param index which index (`gsi1`, `gsi2`), or undefined for the table itself
 * @param range sort-key bounds, both inclusive
 */
export async function queryPage(
  index: 'gsi1' | 'gsi2' | undefined,
  partition: string,
  range: { from: string; to: string },
  order: 'ascending' | 'descending',
  page: PageRequest,
): Promise<Page<Item>> {
  const [pk, sk] = index ? [`${index}pk`, `${index}sk`] : ['pk', 'sk'];
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
  const ascending = order === 'ascending';
  // A position outside the range is forged: it must not reach what else the partition holds.
  const from = ascending && after !== undefined && after > range.from ? after : range.from;
  const to = !ascending && after !== undefined && after < range.to ? after : range.to;
  if (from > to) return { items: [], next: null };
  // One more than the page tells whether there is a next one; the position itself is read again, passed over.
  const wanted = page.limit + 1;
  const rest: Item[] = [];
  let start: Item | undefined;
  do {
    const part = await table.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: index,
        ConsistentRead: page.consistent,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': pk as string, '#sk': sk as string },
        ExpressionAttributeValues: { ':pk': partition, ':from': from, ':to': to },
        ScanIndexForward: ascending,
        Limit: wanted - rest.length + 1,
        ExclusiveStartKey: start,
      }),
    );
    rest.push(...(part.Items ?? []).filter((item) => item[sk as string] !== after));
    // DynamoDB answers a megabyte at a time.
    start = part.LastEvaluatedKey;
  } while (start && rest.length < wanted);
  const items = rest.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rest.length > page.limit && last ? encodeCursor(String(last[sk as string])) : null };
}

/** The cursor that resumes after a sort-key position. */
export const encodeCursor = (position: string): string => Buffer.from(position).toString('base64url');

/** The position of a cursor; `valid` refuses positions that the list cannot have. `name`: the query's for it. */
export function decodeCursor(
  cursor: string,
  valid: (position: string) => boolean = () => true,
  name = 'cursor',
): string {
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (position === '' || position.length > 512 || encodeCursor(position) !== cursor || !valid(position))
    throw new Refused({
      code: 'malformed',
      detail: 'This cursor is not one of ours. Start again without it.',
      errors: [{ pointer: `?${name}`, code: 'cursor', message: 'is not a cursor that we gave' }],
    });
  return position;
}

/** One write of a transaction, named so that a lost race can say what lost it. */
export interface Write {
  name: string;
  operation: NonNullable<TransactWriteCommandInput['TransactItems']>[number];
}

/** A transaction did not go through because conditions failed, or others were writing at that moment. */
export class LostRace extends Error {
  /** Names of the writes whose condition failed, or `contention`. */
  readonly lost: string[];
  constructor(lost: string[]) {
    super(`Lost a race on ${lost.join(', ')}.`);
    this.name = 'LostRace';
    this.lost = lost;
  }
}

/**
 * When an item may be put: always; where there is none; over the version that was read; where there is none, or
 * one that has expired by an instant (seconds) and that TTL has yet to take away.
 */
type When = 'any' | 'new' | { version: number } | { expiredBy: number };

function conditionOf(when: When) {
  if (when === 'any') return {};
  if (when === 'new') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if ('expiredBy' in when)
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :instant',
      ExpressionAttributeValues: { ':instant': when.expiredBy },
    };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': when.version },
  };
}

/** Puts a whole item. */
export const put = (name: string, key: Key, item: object, when: When): Write => ({
  name,
  operation: { Put: { TableName: tableName(), Item: { ...item, ...key }, ...conditionOf(when) } },
});

/** An update by expression, with its condition. */
export function update(
  name: string,
  key: Key,
  expression: {
    set: string;
    condition?: string;
    names?: Record<string, string>;
    values?: Record<string, unknown>;
  },
): Write {
  return {
    name,
    operation: {
      Update: {
        TableName: tableName(),
        Key: key,
        UpdateExpression: expression.set,
        ConditionExpression: expression.condition,
        ExpressionAttributeNames: expression.names,
        ExpressionAttributeValues: expression.values,
      },
    },
  };
}

/** Takes an item away: whether or not it is there, or under a condition. */
export function remove(
  name: string,
  key: Key,
  expression: { condition?: string; names?: Record<string, string>; values?: Record<string, unknown> } = {},
): Write {
  return {
    name,
    operation: {
      Delete: {
        TableName: tableName(),
        Key: key,
        ConditionExpression: expression.condition,
        ExpressionAttributeNames: expression.names,
        ExpressionAttributeValues: expression.values,
      },
    },
  };
}

/** A condition on an item that the transaction does not write. */
export function check(
  name: string,
  key: Key,
  expression: { condition: string; names?: Record<string, string>; values?: Record<string, unknown> },
): Write {
  return {
    name,
    operation: {
      ConditionCheck: {
        TableName: tableName(),
        Key: key,
        ConditionExpression: expression.condition,
        ExpressionAttributeNames: expression.names,
        ExpressionAttributeValues: expression.values,
      },
    },
  };
}

/** Writes all or nothing. Throws `LostRace` where a condition failed or others held an item at that moment. */
export async function transact(writes: readonly Write[]): Promise<void> {
  try {
    await table.send(new TransactWriteCommand({ TransactItems: writes.map((write) => write.operation) }), {
      abortSignal: AbortSignal.timeout(writesEndWithin),
    });
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const failed = writes.filter((_, at) => reasons[at]?.Code === 'ConditionalCheckFailed');
    if (failed.length > 0) throw new LostRace(failed.map((write) => write.name));
    if (reasons.some((reason) => passing.has(reason.Code ?? ''))) throw new LostRace(['contention']);
    throw error;
  }
}

/**
 * Writes all or nothing, where a condition that fails means that it was written before: says whether this was
 * the first time. Others who are merely in the way are waited for.
 */
export async function transactOnce(writes: readonly Write[]): Promise<boolean> {
  try {
    await decideAgain(
      () => transact(writes),
      writes.map((write) => write.name),
    );
    return true;
  } catch (error) {
    if (error instanceof LostRace) return false;
    throw error;
  }
}

const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const busy = {
  code: 'busy',
  detail: 'Many people are booking at this moment. Please try again in a few seconds.',
  retryAfterSeconds: 2,
} as const;

/** Full jitter: up to 25 ms, doubling, at most 800 ms. */
const pause = (attempt: number) =>
  new Promise((done) => setTimeout(done, Math.random() * Math.min(800, 25 * 2 ** attempt)));

/**
 * Reads, decides and writes again while another writer was faster: a bounded number of times, then `busy`
 * (503 with Retry-After), never a false "taken". Races on `final` names are the caller's to answer.
 */
export async function decideAgain<T>(
  attempt: (round: number) => Promise<T>,
  final: readonly string[] = ['idempotency'],
): Promise<T> {
  for (let round = 0; round < 12; round += 1) {
    try {
      return await attempt(round);
    } catch (error) {
      if (!(error instanceof LostRace) || error.lost.some((name) => final.includes(name))) throw error;
      await pause(round);
    }
  }
  throw new Refused(busy);
}

/** Drops the key attributes of an item: what is left is the record. */
export function record<T>(item: Item): T {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expiresAt, ...rest } = item;
  return rest as T;
}

/** SHA-256, base64url: what is stored of a secret. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Whether a secret is the one whose digest is stored, in a time that tells nothing. */
export const sameSecret = (stored: string, secret: string): boolean => {
  const [one, other] = [Buffer.from(stored), Buffer.from(digest(secret))];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** Whether the table answers a read. */
export const reachable = (): Promise<boolean> =>
  getItem({ pk: 'HEALTH', sk: 'HEALTH' }).then(
    () => true,
    () => false,
  );

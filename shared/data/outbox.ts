import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { encodeTime } from 'ulid';
import { idPrefixes } from '../domain/id.ts';
import { env } from '../runtime/env.ts';
import { type Key, keys, shardCount, shardOf } from './keys.ts';
import { type Item, type Page, type PageRequest, queryPage, table, tableName } from './table.ts';

/** Every shard of this region's outbox. */
export const shards: readonly number[] = Array.from({ length: shardCount }, (_, shard) => shard);

/** An event row that is still to be published, and where it came from in the stream. */
export interface Streamed {
  sequenceNumber: string;
  row: Item;
}

/**
 * The rows among a stream's records that this region publishes: new event rows in its own outbox. Audit-only
 * rows have no outbox key, and rows that replication brought carry another region's.
 */
export function toPublish(records: readonly DynamoDBRecord[]): Streamed[] {
  const region = env('region');
  return records.flatMap((record) => {
    const image = record.dynamodb?.NewImage;
    if (record.eventName !== 'INSERT' || !image) return [];
    const row = unmarshall(image as Record<string, AttributeValue>);
    const [kind, practiceId = ''] = String(row.pk).split('#');
    const isOwn = kind === 'EVENTS' && row.gsi1pk === keys.outbox(region, shardOf(practiceId));
    return isOwn ? [{ sequenceNumber: record.dynamodb?.SequenceNumber ?? '', row }] : [];
  });
}

/**
 * The oldest rows of one shard that were written before an instant (epoch milliseconds) and not yet published;
 * page by page, since the index may show a row for a while after it was published.
 */
export function listUnpublished(shard: number, before: number, page: PageRequest): Promise<Page<Item>> {
  const range = { from: idPrefixes.event, to: `${idPrefixes.event}_${encodeTime(before)}` };
  return queryPage('gsi1', keys.outbox(env('region'), shard), range, 'ascending', page);
}

const keyOf = (row: Item): Key => ({ pk: String(row.pk), sk: String(row.sk) });

/** Takes the outbox key off a row that was published; the row stays, as feed, history and audit. */
export async function markPublished(row: Item): Promise<void> {
  await table.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: keyOf(row),
      UpdateExpression: 'REMOVE gsi1pk, gsi1sk',
      ConditionExpression: 'attribute_exists(pk)',
    }),
  );
}

/**
 * Moves a row that can never be published out of the way of those behind it: to the region's list of dead
 * events, with the reason, where an operator finds it.
 */
export async function bury(row: Item, reason: string, now: number): Promise<void> {
  await table.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: keyOf(row),
      UpdateExpression: 'SET gsi1pk = :dead, deadReason = :reason, deadAt = :at',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: {
        ':dead': keys.outbox(env('region'), 'dead'),
        ':reason': reason,
        ':at': new Date(now).toISOString(),
      },
    }),
  );
}

/** How many events of this region are dead, at most a page of them. */
export async function countDead(): Promise<number> {
  const { Count = 0 } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :dead',
      ExpressionAttributeValues: { ':dead': keys.outbox(env('region'), 'dead') },
      Select: 'COUNT',
      Limit: 100,
    }),
  );
  return Count;
}

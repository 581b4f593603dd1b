import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../domain/actor.ts';
import { mostTexts } from '../domain/text-limit.ts';
import { keys } from './keys.ts';
import { digest, table, tableName, update, type Write } from './table.ts';

/** Counters of a UTC day, which TTL takes away after it. */
const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);
const expiry = (now: number) => Math.ceil(now / 1000) + 2 * 86_400;

const counting = {
  set: 'SET expiresAt = :expires ADD #count :one',
  condition: 'attribute_not_exists(#count) OR #count < :most',
  names: { '#count': 'count' },
};

/** Counts a text to a number, as part of the claim of it: loses `too-many` at the number's limit for the day. */
export const countTextTo = (scope: Scope, phone: string, now: number): Write =>
  update('too-many', keys.rate(scope.practiceId, `text#${digest(phone)}`, dayOf(now)), {
    ...counting,
    values: { ':expires': expiry(now), ':one': 1, ':most': mostTexts.toNumber },
  });

/**
 * Counts a text of a practice; false at its limit for the day. Not in the claim's transaction: all of a
 * practice's texts would be in each other's way. So one that is not sent after all may be counted too.
 */
export async function countTextOf(scope: Scope, now: number): Promise<boolean> {
  try {
    await table.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: keys.rate(scope.practiceId, 'text', dayOf(now)),
        UpdateExpression: counting.set,
        ConditionExpression: counting.condition,
        ExpressionAttributeNames: counting.names,
        ExpressionAttributeValues: { ':expires': expiry(now), ':one': 1, ':most': mostTexts.ofPractice },
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { guardOf } from '@portico/events';

const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const isAppointmentCancelled = guardOf('appointment.cancelled.v1');

/** An event may come again within so many days, and is known by its id. */
const remembered = 14 * 24 * 3600;

/** Counts one cancellation for its practice, once: whether it comes twice, or again in a replay. */
export const handler = async (event: unknown): Promise<void> => {
  if (!isAppointmentCancelled(event)) throw new Error('The rule lets cancelled appointments through alone.');
  const { id, practiceId } = event.detail.metadata;
  const TableName = process.env.COUNTS;
  const expiresAt = Math.floor(Date.now() / 1000) + remembered;
  try {
    await table.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName,
              Item: { pk: `EVENT#${id}`, expiresAt },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          {
            Update: {
              TableName,
              Key: { pk: `PRACTICE#${practiceId}` },
              UpdateExpression: 'ADD cancelled :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        ],
      }),
    );
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    // Counted before. Anything else comes again by the retries of the bus.
    if (reasons[0]?.Code !== 'ConditionalCheckFailed') throw error;
  }
};

import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { afterAll, beforeAll } from 'vitest';
import { buses } from '../../shared/gateway/bus.ts';
import { makeTable } from './table.ts';

/** A bus that takes everything and that nobody hears. */
const quiet = () => async (args: { input: { Entries?: unknown[] } }) => ({
  response: {},
  output: { FailedEntryCount: 0, Entries: (args.input.Entries ?? []).map(() => ({ EventId: 'x' })) },
});

/**
 * Gives the tests of a file a table of their own, like the portal's, whose stream nobody reads, and a bus that
 * nobody hears: what they leave undone stays undone until they do it, and no deployed function does anything.
 */
export function ownTable(): void {
  const name = `own-${ulid().toLowerCase()}`;
  const given = process.env.TABLE_NAME;
  const client = new DynamoDBClient();
  beforeAll(async () => {
    await makeTable(client, name);
    process.env.TABLE_NAME = name;
    // In place of the network, so that faults of a test come before it.
    buses.middlewareStack.add(quiet as never, { step: 'deserialize', priority: 'low', name: 'quiet' });
  });
  afterAll(async () => {
    process.env.TABLE_NAME = given;
    buses.middlewareStack.remove('quiet');
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
  });
}

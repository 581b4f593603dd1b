import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { afterAll, beforeAll } from 'vitest';
import { makeTable } from './table.ts';

/**
 * Gives the tests of a file a table of their own, like the portal's, whose stream nobody reads: what they leave
 * undone stays undone until they do it, and no deployed function sends anything.
 */
export function ownTable(): void {
  const name = `own-${ulid().toLowerCase()}`;
  const given = process.env.TABLE_NAME;
  const client = new DynamoDBClient();
  beforeAll(async () => {
    await makeTable(client, name);
    process.env.TABLE_NAME = name;
  });
  afterAll(async () => {
    process.env.TABLE_NAME = given;
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
  });
}

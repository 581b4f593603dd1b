import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { afterAll, beforeAll } from 'vitest';

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const keysOf = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];

/**
 * Gives the tests of a file a table of their own, like the portal's, whose stream nobody reads: what they leave
 * undone stays undone until they do it, and no deployed function sends anything.
 */
export function ownTable(): void {
  const name = `own-${ulid().toLowerCase()}`;
  const given = process.env['TABLE_NAME'];
  const client = new DynamoDBClient();
  beforeAll(async () => {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map(string),
        KeySchema: keysOf('pk', 'sk'),
        GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((IndexName) => ({
          IndexName,
          KeySchema: keysOf(`${IndexName}pk`, `${IndexName}sk`),
          Projection: { ProjectionType: 'ALL' as const },
        })),
      }),
    );
    process.env['TABLE_NAME'] = name;
  });
  afterAll(async () => {
    process.env['TABLE_NAME'] = given;
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
  });
}

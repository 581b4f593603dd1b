import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const keysOf = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];

/** Makes a table like the portal's, whose stream nobody reads. */
export async function makeTable(client: DynamoDBClient, name: string): Promise<void> {
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
}

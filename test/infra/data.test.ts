import type { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import {
  appOnAws,
  appOnEngine,
  oidc,
  type Resource,
  registry,
  templatesOf,
  withDomain,
} from './synthesis.ts';

const dataOf = (app: App) => {
  const template = templatesOf(app).of('Portico-Data');
  const [[, table]] = template.ofType('AWS::DynamoDB::GlobalTable') as [[string, Resource]];
  return {
    table,
    bucket: template.first('AWS::S3::Bucket'),
    policy: template.first('AWS::S3::BucketPolicy'),
  };
};

const one = dataOf(appOnAws());
const two = dataOf(appOnAws(registry, { ...withDomain, ...oidc, regions: 'eu-west-2,eu-west-1' }));
const local = dataOf(appOnEngine());

const key = (name: string) => [
  { AttributeName: `${name}pk`, KeyType: 'HASH' },
  { AttributeName: `${name}sk`, KeyType: 'RANGE' },
];

// cdk-nag's rules for tables look at AWS::DynamoDB::Table only, and ours is a global table: they are said here.
describe('the table', () => {
  it('[9.1] has its key, two indexes with everything in them, and is paid for by request', () => {
    expect(one.table.Properties).toMatchObject({
      TableName: 'portico',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key(''),
      GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((name) => ({
        IndexName: name,
        KeySchema: key(name),
        Projection: { ProjectionType: 'ALL' },
      })),
    });
  });

  it('[8.1] streams both images of each change', () => {
    expect(one.table.Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });

  it('[9.1] forgets items at their expiresAt', () => {
    expect(one.table.Properties.TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
  });

  it('[9.1] is encrypted with a key whose use is on record', () => {
    expect(one.table.Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
  });

  it.each([
    ['one region', one, ['eu-west-2']],
    ['two regions', two, ['eu-west-1', 'eu-west-2']],
  ] as const)(
    '[9.1] is in %s, in each with recovery to any second and protected from deletion',
    (_, { table }, regions) => {
      const replicas = table.Properties.Replicas as Record<string, unknown>[];
      expect(replicas.map((it) => it.Region).sort()).toEqual(regions);
      for (const replica of replicas)
        expect(replica).toMatchObject({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        });
      expect(table.DeletionPolicy).toBe('Retain');
    },
  );

  it('[9.2] goes with its stack on one machine', () => {
    const [replica] = local.table.Properties.Replicas as Record<string, unknown>[];
    expect(replica?.DeletionProtectionEnabled).toBe(false);
    expect(local.table.DeletionPolicy).toBe('Delete');
  });
});

describe('the bucket for uploads', () => {
  it('[8.3] is private, encrypted, and takes nothing without TLS', () => {
    expect(one.bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    const { Statement } = one.policy.PolicyDocument as { Statement: unknown[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('[8.3] lets the portal’s pages put files, and nobody else’s', () => {
    expect(one.bucket.CorsConfiguration).toMatchObject({
      CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: ['https://portal.example.org'] }],
    });
  });

  it('[8.3] keeps files for a week and tells the default bus of each', () => {
    expect(one.bucket).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7, Status: 'Enabled' }] },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });
});

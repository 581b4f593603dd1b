import type { App } from 'aws-cdk-lib';
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Settings } from '../context.ts';
import { arns, names } from '../names.ts';
import { logsOf } from '../portal-function.ts';

interface Props extends StackProps {
  settings: Settings;
  /** The origin whose pages may upload. */
  siteUrl: string;
}

/** The one table, made in the first region with a replica in each other, and the region's bucket for uploads. */
export class DataStack extends Stack {
  /** The stream of the table, or of the replica in this region. */
  readonly streamArn: string;

  constructor(app: App, id: string, props: Props) {
    super(app, id, props);
    const { settings } = props;
    this.streamArn =
      this.region === settings.regions[0] ? this.makeTable(settings) : this.findReplicaStream();
    this.makeUploads(settings, props.siteUrl);
  }

  private makeTable({ place, regions: [home, ...others] }: Settings): string {
    const table = new TableV2(this, 'Table', {
      tableName: names.table,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: ['gsi1', 'gsi2'].map((indexName) => ({
        indexName,
        partitionKey: { name: `${indexName}pk`, type: AttributeType.STRING },
        sortKey: { name: `${indexName}sk`, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      })),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      // Both images: the relay reads the new one; the other is there for whoever must mend something.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // AWS's key rather than one of ours: its use is in CloudTrail (the default key's is not), each replica
      // has its region's, and there is no key policy or deletion by which we could lose every record.
      encryption: TableEncryptionV2.awsManagedKey(),
      deletionProtection: place.keepsData,
      removalPolicy: place.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      replicas: others.map((region) => ({ region })),
    });
    if (this.region !== home) throw new Error(`The table is made in ${home}.`);
    const stream = String(table.tableStreamArn);
    this.exportValue(stream);
    return stream;
  }

  /** CloudFormation tells nothing of a replica's stream: ask the replica itself. */
  private findReplicaStream(): string {
    const describe = new AwsCustomResource(this, 'ReplicaStream', {
      onUpdate: {
        service: 'DynamoDB',
        action: 'describeTable',
        parameters: { TableName: names.table },
        outputPaths: ['Table.LatestStreamArn'],
        physicalResourceId: PhysicalResourceId.of('replica-stream'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [arns.table(this)] }),
      installLatestAwsSdk: false,
      logGroup: logsOf(this),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'The role of the CDK’s own custom resource, which offers no other; it allows logging only.',
    });
    const stream = describe.getResponseField('Table.LatestStreamArn');
    this.exportValue(stream);
    return stream;
  }

  private makeUploads({ place }: Settings, siteUrl: string): void {
    const bucket = new Bucket(this, 'Uploads', {
      bucketName: names.uploads(this),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      cors: [
        { allowedMethods: [HttpMethods.PUT], allowedOrigins: [siteUrl], allowedHeaders: ['*'], maxAge: 3600 },
      ],
      // What an upload says is in the table once it was read; the file itself is personal data in waiting.
      lifecycleRules: [
        { expiration: Duration.days(7), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: place.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // The construct's own switch makes a custom resource that a local engine never answers.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Objects live for days, only presigned requests and our functions reach them, and each upload is in the audit log.',
    });
  }
}

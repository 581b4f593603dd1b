import { patternOf } from '@portico/events';
import { type App, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';

interface Props extends StackProps {
  /** The folder with the bundled function. */
  code: string;
  /** Portico's bus in this account. */
  busName: string;
}

/**
 * An example of another system, to copy: it counts cancelled appointments of each practice. Nothing of Portico
 * knows of it. It hears replays as well, to catch up on what it missed, and knows by an event's id what it has
 * counted.
 */
export class ExampleConsumer extends Stack {
  constructor(app: App, id: string, { code, busName, ...props }: Props) {
    super(app, id, props);
    const counts = new TableV2(this, 'Counts', {
      tableName: 'example-cancellations',
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const failed = new Queue(this, 'Failed', { retentionPeriod: Duration.days(14), enforceSSL: true });
    const count = new Lambda(this, 'Count', {
      description: 'Counts cancelled appointments.',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(code),
      environment: { COUNTS: counts.tableName },
      deadLetterQueue: failed,
    });
    counts.grantReadWriteData(count);
    Validations.of(count).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'What a function has that says nothing else; it allows logging only.',
    });
    new Rule(this, 'Cancelled', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', busName),
      eventPattern: patternOf('appointment.cancelled.v1', { excludeTests: true }),
      targets: [new LambdaFunction(count, { deadLetterQueue: failed })],
    });
  }
}

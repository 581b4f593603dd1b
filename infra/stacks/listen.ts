import { type App, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { EventBus, type EventPattern, Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  EventInvokeConfig,
  EventSourceMapping,
  FilterCriteria,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Listener, Trigger } from '../../shared/contract.ts';
import { names } from '../names.ts';
import { PortalFunction, type Surroundings } from '../portal-function.ts';

interface Props extends StackProps {
  listeners: readonly Listener[];
  streamArn: string;
  around: Surroundings;
}

/**
 * The functions of one area that something wakes: events, uploads, the clock, the table's stream. Each has
 * bounded retries and a queue for what failed for good; its alarms are in the operations stack.
 */
export class ListenStack extends Stack {
  constructor(app: App, id: string, { listeners, streamArn, around, ...props }: Props) {
    super(app, id, props);
    for (const listener of listeners) {
      const deadLetters = this.deadLettersOf(listener);
      const handler = new PortalFunction(this, listener, around);
      if (listener.trigger.on === 'stream') this.readStream(listener, handler, deadLetters, streamArn);
      else {
        this.retry(listener, handler, deadLetters);
        if (listener.trigger.on === 'text-reply') this.takeTexts(handler, deadLetters);
        else this.hear(listener, listener.trigger, handler, deadLetters);
      }
    }
  }

  private deadLettersOf(listener: Listener): Queue {
    const queue = new Queue(this, `${listener.name}-failed`, {
      queueName: names.deadLetters(listener),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue, of an event rule or a stream, which the check cannot see.',
    });
    return queue;
  }

  /** What Lambda does where the function fails. The next minute does the work of a minute that failed. */
  private retry(listener: Listener, handler: PortalFunction, deadLetters: Queue): void {
    const minute = listener.trigger.on === 'minute';
    new EventInvokeConfig(this, `${listener.name}-retries`, {
      function: handler,
      retryAttempts: minute ? 0 : 2,
      maxEventAge: minute ? Duration.minutes(1) : Duration.hours(6),
      onFailure: new SqsDestination(deadLetters),
    });
  }

  /** By a rule. Two kinds of failure end in the one queue: the bus cannot deliver, the function keeps failing. */
  private hear(
    listener: Listener,
    trigger: Exclude<Trigger, { on: 'stream' | 'text-reply' }>,
    handler: PortalFunction,
    deadLetters: Queue,
  ): void {
    const minute = trigger.on === 'minute';
    new Rule(this, `${listener.name}-rule`, {
      description: listener.summary,
      ...(minute
        ? { schedule: Schedule.rate(Duration.minutes(1)) }
        : { eventPattern: patternOf(trigger, this) }),
      ...(trigger.on === 'events' && {
        eventBus: EventBus.fromEventBusName(this, `${listener.name}-bus`, names.bus),
      }),
      targets: [
        new LambdaFunction(handler, {
          deadLetterQueue: deadLetters,
          retryAttempts: minute ? 1 : 185,
          maxEventAge: minute ? Duration.minutes(1) : Duration.hours(24),
        }),
      ],
    });
  }

  /** By a topic that AWS End User Messaging hands texts to; which of its numbers do is set there. */
  private takeTexts(handler: PortalFunction, deadLetters: Queue): void {
    const topic = new Topic(this, 'TextReplies', { topicName: names.textReplies, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    topic.addSubscription(new LambdaSubscription(handler, { deadLetterQueue: deadLetters }));
  }

  /**
   * By the table's stream: only new event rows that still want publishing. A record that cannot be published
   * is isolated, tried again, and given up after an hour: the sweeper publishes what is left over.
   */
  private readStream(
    listener: Listener,
    handler: PortalFunction,
    deadLetters: Queue,
    streamArn: string,
  ): void {
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    handler.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'ListStreams, which Lambda wants of who reads a stream, knows no resource; it gives names only.',
    });
    new EventSourceMapping(this, `${listener.name}-source`, {
      target: handler,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(deadLetters),
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT'],
          dynamodb: {
            Keys: { pk: { S: [{ prefix: 'EVENTS#' }] } },
            NewImage: { gsi1pk: { S: [{ exists: true }] } },
          },
        }),
      ],
    });
  }
}

function patternOf(
  trigger: Exclude<Trigger, { on: 'stream' | 'minute' | 'text-reply' }>,
  stack: Stack,
): EventPattern {
  if (trigger.on === 'email-fate')
    return { source: ['aws.ses'], detailType: ['Email Bounced', 'Email Complaint Received'] };
  if (trigger.on === 'upload')
    return {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [names.uploads(stack)] } },
    };
  return {
    source: ['portico'],
    detailType: [...trigger.events],
    ...(!trigger.replays && { detail: { metadata: { cause: Match.anythingBut('replay') } } }),
  };
}

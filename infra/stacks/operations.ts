import { type App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as z from 'zod';
import { type Contract, type Flow, flows } from '../../shared/contract.ts';
import { eventDetail, eventTypes } from '../../shared/domain/event.ts';
import { arns, names } from '../names.ts';

interface Props extends StackProps {
  contracts: readonly Contract[];
  apiId: string;
  alarmAddress: string | undefined;
}

interface Watch {
  metric: Metric;
  threshold: number;
  /** What is wrong, and what to do first. */
  description: string;
  /** No figures at all mean that it stands still. */
  silenceIsBad?: boolean;
}

const period = Duration.minutes(5);
const metric = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic = 'Sum',
) => new Metric({ namespace, metricName, dimensionsMap, statistic, period });

/**
 * What people watch and keep: alarms of every function and queue, a dashboard, the archive of events and
 * their schemas. It names what it watches and refers to nothing, so it never stands in the way of an update.
 */
export class OperationsStack extends Stack {
  constructor(app: App, id: string, { contracts, apiId, alarmAddress, ...props }: Props) {
    super(app, id, props);
    const topic = new Topic(this, 'Alarms', { topicName: 'portico-alarms', enforceSSL: true });
    if (alarmAddress) topic.addSubscription(new EmailSubscription(alarmAddress));
    const watches = {
      ...watchAll(contracts),
      ...this.watchShared(apiId),
      ...this.watchFlows(),
      ...this.watchAlarmLines(contracts),
    };
    for (const [alarmName, watch] of Object.entries(watches)) {
      const { silenceIsBad = false } = watch;
      new Alarm(this, `alarm-${alarmName}`, {
        alarmName: `Portico-${alarmName}`,
        alarmDescription: watch.description,
        metric: watch.metric,
        threshold: watch.threshold,
        evaluationPeriods: 1,
        comparisonOperator: silenceIsBad
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
    }
    this.addDashboard(apiId);
    this.keepEvents();
  }

  private watchShared(apiId: string): Record<string, Watch> {
    return {
      'api-5xx': {
        metric: metric('AWS/ApiGateway', '5xx', { ApiId: apiId }),
        threshold: 5,
        description: 'Requests fail. The functions’ logs have them by request id.',
      },
      'table-throttled-reads': {
        metric: metric('AWS/DynamoDB', 'ReadThrottleEvents', { TableName: names.table }),
        threshold: 1,
        description:
          'Reads of the table are throttled: one partition is asked too much, or the account’s limit is near.',
      },
      'table-throttled-writes': {
        metric: metric('AWS/DynamoDB', 'WriteThrottleEvents', { TableName: names.table }),
        threshold: 1,
        description:
          'Writes to the table are throttled: one partition is asked too much, or the account’s limit is near.',
      },
    };
  }

  /** What it means that an execution of a state machine failed; each flow says so. */
  private watchFlows(): Record<string, Watch> {
    const descriptions: Record<Flow, string> = {
      import: 'An import stopped. Its record says why; the same file can be imported again.',
      'zone-change':
        'A change of time zone stopped, and its practice may be frozen: nobody can write. Resume it: docs/operations.md.',
      request:
        'The flow of a request stopped. The request waits on: it can be decided, and the sweep closes it at its deadline.',
    };
    return Object.fromEntries(
      flows.map((flow) => [
        `${flow}-failed`,
        {
          metric: metric('AWS/States', 'ExecutionsFailed', { StateMachineArn: arns.flow(this, flow) }),
          threshold: 1,
          description: descriptions[flow],
        },
      ]),
    );
  }

  /** Lines in which a listener calls for a person: `"alarm":"event-dead"`, `"alarm":"message-given-up"`. */
  private watchAlarmLines(contracts: readonly Contract[]): Record<string, Watch> {
    const areas = new Set(contracts.flatMap((it) => (it.kind === 'listener' ? [it.area] : [])));
    return Object.fromEntries(
      [...areas].map((area) => {
        const filter = new MetricFilter(this, `lines-${area}`, {
          logGroup: LogGroup.fromLogGroupName(this, `logs-${area}`, names.logs(area)),
          filterPattern: FilterPattern.exists('$.alarm'),
          metricNamespace: 'Portico',
          metricName: `alarm-lines-${area}`,
        });
        const watch: Watch = {
          metric: filter.metric({ statistic: 'Sum', period }),
          threshold: 1,
          description:
            'An event can never be published, or a message was given up. The line’s "alarm" says which; docs/operations.md says what to do.',
        };
        return [`alarm-lines-${area}`, watch];
      }),
    );
  }

  private addDashboard(apiId: string): void {
    const search = (title: string, what: string, statistic: string) =>
      new GraphWidget({
        title,
        width: 12,
        left: [
          new MathExpression({
            expression: `SEARCH('${what}', '${statistic}', 300)`,
            label: '',
            usingMetrics: {},
          }),
        ],
      });
    const lambda = (name: string) => `{AWS/Lambda,FunctionName} MetricName="${name}" FunctionName="Portico-"`;
    new Dashboard(this, 'Dashboard', {
      dashboardName: `Portico-${this.region}`,
      widgets: [
        [
          new GraphWidget({
            title: 'Requests and failures',
            width: 12,
            left: ['Count', '4xx', '5xx'].map((name) => metric('AWS/ApiGateway', name, { ApiId: apiId })),
          }),
          new GraphWidget({
            title: 'Milliseconds to answer',
            width: 12,
            left: [50, 95, 99].map((p) =>
              metric('AWS/ApiGateway', 'Latency', { ApiId: apiId }, Stats.percentile(p)),
            ),
          }),
        ],
        [
          search('Functions that failed', lambda('Errors'), 'Sum'),
          search('Slowest functions, p99 milliseconds', lambda('Duration'), 'p99'),
        ],
        [
          search(
            'Given up',
            '{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" QueueName="Portico-"',
            'Maximum',
          ),
          search('Age of the stream, milliseconds', lambda('IteratorAge'), 'Maximum'),
        ],
      ],
    });
  }

  /** A quarter of events on the bus's own shelf, for replays; and what each looks like, for consumers. */
  private keepEvents(): void {
    new Archive(this, 'Archive', {
      archiveName: names.bus,
      sourceEventBus: EventBus.fromEventBusName(this, 'Bus', names.bus),
      eventPattern: { source: ['portico'] },
      retention: Duration.days(90),
    });
    const registry = new CfnRegistry(this, 'Schemas', { registryName: 'portico' });
    for (const type of eventTypes) {
      new CfnSchema(this, type, {
        registryName: registry.attrRegistryName,
        schemaName: type,
        type: 'JSONSchemaDraft4',
        description: `The detail of ${type}`,
        content: JSON.stringify(z.toJSONSchema(eventDetail(type), { target: 'draft-04' })),
      });
    }
  }
}

/** An alarm for each function, and for each queue of what was given up. */
function watchAll(contracts: readonly Contract[]): Record<string, Watch> {
  const watches: Record<string, Watch> = {};
  for (const contract of contracts) {
    const FunctionName = names.function(contract);
    watches[`${contract.name}-errors`] = {
      metric: metric('AWS/Lambda', 'Errors', { FunctionName }),
      threshold: 1,
      description: `${FunctionName} crashed or ran out of time. Its log line has the error.`,
    };
    if (contract.kind !== 'listener') continue;
    watches[`${contract.name}-given-up`] = {
      metric: metric(
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: names.deadLetters(contract) },
        'Maximum',
      ),
      threshold: 1,
      description: `${FunctionName} gave something up. The queue ${names.deadLetters(contract)} has it for 14 days.`,
    };
    if (contract.trigger.on === 'stream')
      watches[`${contract.name}-behind`] = {
        metric: metric('AWS/Lambda', 'IteratorAge', { FunctionName }, 'Maximum'),
        threshold: Duration.minutes(2).toMilliseconds(),
        description: `${FunctionName} is more than two minutes behind: events are late.`,
      };
    if (contract.trigger.on === 'minute')
      watches[`${contract.name}-still`] = {
        metric: metric('AWS/Lambda', 'Invocations', { FunctionName }),
        threshold: 1,
        silenceIsBad: true,
        description: `${FunctionName} has not run for five minutes: deadlines pass and events wait.`,
      };
  }
  return watches;
}

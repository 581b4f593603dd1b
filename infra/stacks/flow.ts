import { type App, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type * as z from 'zod';
import { type Flow, flows, type Task } from '../../shared/contract.ts';
import { roundOutcome } from '../../shared/domain/request-round.ts';
import { names } from '../names.ts';
import { PortalFunction, type Surroundings } from '../portal-function.ts';

interface Props extends StackProps {
  tasks: readonly Task[];
  around: Surroundings;
}

/** The state machines, one for each flow that has steps, and the functions of their steps. */
export class FlowStack extends Stack {
  constructor(app: App, id: string, { tasks, around, ...props }: Props) {
    super(app, id, props);
    for (const flow of flows) {
      const steps = tasks.filter((it) => it.flow === flow);
      if (steps.length > 0) this.addMachine(flow, steps, around);
    }
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The state machine’s log deliveries: AWS knows no narrower resource for them.',
    });
  }

  private addMachine(flow: Flow, tasks: readonly Task[], around: Surroundings): void {
    const functions = new Map(tasks.map((task) => [task.name, new PortalFunction(this, task, around)]));
    const made =
      (make: typeof stepOf | typeof waitOf): Step =>
      (name, next) => {
        const task = tasks.find((it) => it.name === name);
        if (!task) throw new Error(`The ${flow} flow needs a task contract named "${name}".`);
        return { ...make(task, functions.get(name)?.functionArn ?? ''), ...next };
      };
    const name = flow.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const machine = new StateMachine(this, name, {
      stateMachineName: names.flow(flow),
      definitionBody: DefinitionBody.fromString(
        this.toJsonString(definitions[flow](made(stepOf), made(waitOf))),
      ),
      role: new Role(this, `${name}Role`, {
        assumedBy: new ServicePrincipal('states.amazonaws.com'),
        inlinePolicies: {
          steps: new PolicyDocument({
            statements: [
              new PolicyStatement({
                actions: ['lambda:InvokeFunction'],
                resources: [...functions.values()].map((step) => step.functionArn),
              }),
            ],
          }),
        },
      }),
      logs: {
        destination: new LogGroup(this, `${name}Log`, {
          // Names that begin so share one resource policy; without it each machine adds to a list that fills up.
          logGroupName: `/aws/vendedlogs/states/${names.flow(flow)}`,
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    Validations.of(machine).acknowledge({
      id: 'AwsSolutions-SF2',
      reason:
        'Its own history and log have every step with its time; traces would add nothing but a permission.',
    });
  }
}

/** A step in JSONPath: its output is the next one's input. */
const stepOf = (task: Task, functionArn: string) => ({
  Type: 'Task',
  Comment: task.summary,
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, 'Payload.$': '$' },
  OutputPath: '$.Payload',
  // The function's own limit comes first, so that its log line says so.
  TimeoutSeconds: task.timeoutSeconds + 5,
  // Whatever it was: a local engine loses the names of errors that functions throw.
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
});

/**
 * A step that goes on when somebody sends its token back, or when its time is up: `$.waitSeconds`. That is told apart
 * from a function that failed, which is tried again.
 */
const waitOf = (task: Task, functionArn: string) => ({
  Type: 'Task',
  Comment: task.summary,
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: functionArn,
    Payload: Object.fromEntries(
      Object.keys((task.input as z.ZodObject).shape).map((name) => [
        `${name}.$`,
        name === 'token' ? '$$.Task.Token' : `$.${name}`,
      ]),
    ),
  },
  TimeoutSecondsPath: '$.waitSeconds',
  // All but `States.Timeout`.
  Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
});

type Step = (name: string, next: Record<string, unknown>) => Record<string, unknown>;

/**
 * Chunk after chunk until one says `done: true` (product 8.3). A step that fails for good leads to
 * `import-failed`, which gets what the step got, with `error: { Error, Cause }`. A turn writes seven of an
 * execution's 25,000 history events: some 3,500 chunks.
 */
const importFlow = (step: Step) => ({
  Comment: 'Imports an uploaded file, chunk by chunk',
  QueryLanguage: 'JSONPath',
  StartAt: 'import-chunk',
  States: {
    'import-chunk': step('import-chunk', {
      Next: 'all rows read?',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'import-failed' }],
    }),
    'all rows read?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.done', BooleanEquals: true, Next: 'imported' },
        { Variable: '$.frozen', BooleanEquals: true, Next: 'until writes go on' },
      ],
      Default: 'import-chunk',
    },
    // The practice's zone or home is being changed.
    'until writes go on': { Type: 'Wait', Seconds: 60, Next: 'import-chunk' },
    imported: { Type: 'Succeed' },
    'import-failed': step('import-failed', {
      Next: 'stopped',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'stopped unsaid' }],
    }),
    stopped: { Type: 'Fail', Error: 'ImportFailed', Cause: 'The import’s record says why.' },
    'stopped unsaid': {
      Type: 'Fail',
      Error: 'ImportFailed',
      Cause: 'The import’s record could not be written.',
    },
  },
});

/** Longer than any write that began before the freeze can take (10 s), and than an index lags behind the table. */
const writesEnd = { Type: 'Wait', Seconds: 15 };

/** Some five minutes: while it waits the practice is frozen, and after it a person is called. */
const patience = {
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2 }],
};

/**
 * Freezes a practice, looks for overlaps on data that nobody changes any more, moves its appointments chunk after
 * chunk, and gives it the new zone (product 1.1). A step that fails for good leads to `zone-change-failed`.
 */
const zoneChangeFlow = (step: Step) => {
  const caught = {
    ...patience,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'zone-change-failed' }],
  };
  return {
    Comment: 'Gives a practice another time zone, its appointments with it',
    QueryLanguage: 'JSONPath',
    StartAt: 'zone-change-freeze',
    States: {
      'zone-change-freeze': step('zone-change-freeze', { ...caught, Next: 'until writes have ended' }),
      'until writes have ended': { ...writesEnd, Next: 'zone-change-check' },
      'zone-change-check': step('zone-change-check', { ...caught, Next: 'nothing overlaps?' }),
      'nothing overlaps?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.goesOn', BooleanEquals: true, Next: 'zone-change-move' }],
        Default: 'refused',
      },
      'zone-change-move': step('zone-change-move', { ...caught, Next: 'all moved?' }),
      'all moved?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'zone-change-finish' }],
        Default: 'zone-change-move',
      },
      'zone-change-finish': step('zone-change-finish', { ...caught, Next: 'changed' }),
      changed: { Type: 'Succeed' },
      refused: { Type: 'Succeed' },
      'zone-change-failed': step('zone-change-failed', {
        ...patience,
        Next: 'stopped',
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'stopped unsaid' }],
      }),
      stopped: {
        Type: 'Fail',
        Error: 'ZoneChangeFailed',
        Cause: 'The record of the change says how far it came.',
      },
      'stopped unsaid': {
        Type: 'Fail',
        Error: 'ZoneChangeFailed',
        Cause: 'The record of the change could not be written.',
      },
    },
  };
};

/**
 * Waits until a round of a request is over (product 5.5). The decision is committed elsewhere and comes as an
 * outcome; where the deadline comes first, the flow closes the request itself (5.4). One whose step fails for good
 * stops, and takes nothing from the request: it can be decided, and the sweep closes it.
 */
const requestFlow = (step: Step, wait: Step) => {
  const stops = { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'stopped' };
  const when = (outcome: string, next: string) => ({
    Variable: '$.outcome',
    StringEquals: outcome,
    Next: next,
  });
  return {
    Comment: 'Carries one round of a request until it is over',
    QueryLanguage: 'JSONPath',
    StartAt: 'request-wait',
    States: {
      'request-wait': wait('request-wait', {
        Next: 'what became of it?',
        Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'request-expire' }, stops],
      }),
      'request-expire': step('request-expire', { Next: 'what became of it?', Catch: [stops] }),
      'what became of it?': {
        Type: 'Choice',
        Choices: [
          ...roundOutcome.options.map((outcome) => when(outcome, outcome)),
          when('waits', 'request-wait'),
          when('paused', 'until writes go on'),
        ],
        Default: 'stopped',
      },
      // The practice's zone or home is being changed.
      'until writes go on': { Type: 'Wait', Seconds: 60, Next: 'request-expire' },
      ...Object.fromEntries(roundOutcome.options.map((outcome) => [outcome, { Type: 'Succeed' }])),
      stopped: {
        Type: 'Fail',
        Error: 'RequestFlowFailed',
        Cause: 'The request waits on: it can be decided, and the sweep closes it at its deadline.',
      },
    },
  };
};

const definitions: Record<Flow, (step: Step, wait: Step) => object> = {
  import: importFlow,
  request: requestFlow,
  'zone-change': zoneChangeFlow,
};

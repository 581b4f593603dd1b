import { type App, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Task } from '../../shared/contract.ts';
import { names } from '../names.ts';
import { PortalFunction, type Surroundings } from '../portal-function.ts';

interface Props extends StackProps {
  tasks: readonly Task[];
  around: Surroundings;
}

/** The state machines and the functions of their steps. */
export class FlowStack extends Stack {
  constructor(app: App, id: string, { tasks, around, ...props }: Props) {
    super(app, id, props);
    const functions = new Map(tasks.map((task) => [task.name, new PortalFunction(this, task, around)]));
    const machine = new StateMachine(this, 'Import', {
      stateMachineName: names.importFlow,
      definitionBody: DefinitionBody.fromString(
        this.toJsonString(
          importFlow((name, next) => {
            const task = tasks.find((it) => it.flow === 'import' && it.name === name);
            if (!task) throw new Error(`The import flow needs a task contract named "${name}".`);
            return { ...stepOf(task, functions.get(name)?.functionArn ?? ''), ...next };
          }),
        ),
      ),
      role: new Role(this, 'FlowRole', {
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
        destination: new LogGroup(this, 'FlowLog', {
          // Names that begin so share one resource policy; without it each machine adds to a list that fills up.
          logGroupName: `/aws/vendedlogs/states/${names.importFlow}`,
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
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The state machine’s log deliveries: AWS knows no narrower resource for them.',
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
      Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'imported' }],
      Default: 'import-chunk',
    },
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

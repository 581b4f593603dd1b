import { Duration, RemovalPolicy, type Stack, Token, Validations } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Contract, Need } from '../shared/contract.ts';
import type { Settings, StaffIdentity } from './context.ts';
import { arns, names } from './names.ts';

/** What functions are told of the stacks around them. */
export interface Surroundings {
  settings: Settings;
  /** The folder with a contract's bundle. */
  codeOf: (contract: Contract) => string;
  /** The origin that browsers see. */
  siteUrl: string;
  /** The SES identity that the sender belongs to: an address, or its domain. */
  emailIdentity: string;
  staff: StaffIdentity;
}

interface Grant {
  statements: PolicyStatement[];
  /** Names as in shared/runtime/env.ts. */
  environment: Record<string, string>;
}

const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });

/** What each need becomes: the permissions, and the names that go with them. Nothing else grants anything. */
const grants: Record<Need, (stack: Stack, around: Surroundings) => Grant> = {
  'table:read': (stack) => {
    const table = arns.table(stack);
    return {
      statements: [
        allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], table),
        allow(['dynamodb:Query'], `${table}/index/gsi1`, `${table}/index/gsi2`),
      ],
      environment: { TABLE_NAME: names.table },
    };
  },
  // A transaction needs the permission of each of its writes, and one for its condition checks.
  'table:write': (stack) => ({
    statements: [
      allow(
        ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        arns.table(stack),
      ),
    ],
    environment: { TABLE_NAME: names.table },
  }),
  'bus:publish': (stack) => ({
    statements: [
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [arns.bus(stack)],
        conditions: { StringEquals: { 'events:source': 'portico' } },
      }),
    ],
    environment: { BUS_NAME: names.bus },
  }),
  'email:send': (stack, { settings, emailIdentity }) => ({
    // Sending by a configuration set takes the permission of both.
    statements: [
      allow(['ses:SendRawEmail'], arns.emailIdentity(stack, emailIdentity), arns.emailEvents(stack)),
    ],
    environment: { SENDER_ADDRESS: settings.sender, EMAIL_EVENTS: names.emailEvents },
  }),
  // A phone number is no resource that could be named: everything but topics.
  'text:send': () => ({
    statements: [
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['sns:Publish'],
        notResources: ['arn:*:sns:*:*:*'],
      }),
    ],
    environment: {},
  }),
  'uploads:presign': (stack) => ({
    statements: [allow(['s3:PutObject'], `${arns.uploads(stack)}/*`)],
    environment: { UPLOADS_BUCKET: names.uploads(stack) },
  }),
  'uploads:read': (stack) => ({
    statements: [allow(['s3:GetObject'], `${arns.uploads(stack)}/*`)],
    environment: { UPLOADS_BUCKET: names.uploads(stack) },
  }),
  'imports:run': (stack) => ({
    statements: [allow(['states:StartExecution'], arns.flow(stack, 'import'))],
    environment: { IMPORT_FLOW_ARN: arns.flow(stack, 'import') },
  }),
  'zone-changes:run': (stack) => ({
    statements: [allow(['states:StartExecution'], arns.flow(stack, 'zone-change'))],
    environment: { ZONE_CHANGE_FLOW_ARN: arns.flow(stack, 'zone-change') },
  }),
  'requests:run': (stack) => ({
    statements: [allow(['states:StartExecution'], arns.flow(stack, 'request'))],
    environment: { REQUEST_FLOW_ARN: arns.flow(stack, 'request') },
  }),
  // A token says which execution it is of: nothing else is named.
  'requests:resume': (stack) => ({
    statements: [allow(['states:SendTaskSuccess'], arns.flow(stack, 'request'))],
    environment: {},
  }),
  // Keys and tokens of the identity provider are fetched over the internet: names, and no permission.
  'identity:read': (_stack, { staff }) => ({
    statements: [],
    environment: {
      STAFF_ISSUERS: staff.issuer,
      STAFF_AUDIENCES: staff.clientIds,
      STAFF_KEYS_URL: staff.keysUrl,
      STAFF_TOKEN_URL: staff.tokenUrl,
      STAFF_AUTHORIZE_URL: staff.authorizeUrl,
    },
  }),
};

/** A route ends before the feed serves what it wrote (15 s), and before the API gives up on it (30 s). */
const routeTimeoutSeconds = 10;

/**
 * The one Lambda: Node 24, arm64, code from the bundle, permissions and environment from the contract's
 * needs, one log group a stack. No reserved concurrency: it would be taken from all other functions, and a
 * young account has none to give.
 */
export class PortalFunction extends Lambda {
  constructor(stack: Stack, contract: Contract, around: Surroundings) {
    const needed = contract.needs.map((need) => grants[need](stack, around));
    super(stack, contract.name, {
      functionName: names.function(contract),
      description: contract.summary,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(contract.kind === 'route' ? routeTimeoutSeconds : contract.timeoutSeconds),
      handler: 'index.handler',
      code: Code.fromAsset(around.codeOf(contract)),
      role: roleFor(stack, contract.needs, around),
      logGroup: logsOf(stack),
      loggingFormat: LoggingFormat.JSON,
      environment: {
        SITE_URL: around.siteUrl,
        PORTICO_VERSION: around.settings.version,
        ...Object.assign({}, ...needed.map((grant) => grant.environment)),
      },
    });
  }
}

const childOf = <T extends Construct>(stack: Stack, id: string, make: () => T): T =>
  (stack.node.tryFindChild(id) as T | undefined) ?? make();

/** The stack's one log group: lines without personal data (one an invocation), so its deletion loses nothing. */
export const logsOf = (stack: Stack): LogGroup =>
  childOf(
    stack,
    'Logs',
    () =>
      new LogGroup(stack, 'Logs', {
        logGroupName: names.logs(stack.stackName),
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
  );

/** The stack's role for these needs; functions with equal needs share it. */
function roleFor(stack: Stack, needs: readonly Need[], around: Surroundings): Role {
  const id = ['Role', ...[...needs].sort()].join('-').replaceAll(':', '-');
  return childOf(stack, id, () => {
    const role = new Role(stack, id, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Functions of ${stack.stackName} that need ${[...needs].sort().join(', ') || 'nothing'}`,
      inlinePolicies: {
        needs: new PolicyDocument({
          statements: [
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logsOf(stack).logGroupArn),
            ...[...needs].sort().flatMap((need) => grants[need](stack, around).statements),
          ],
        }),
      },
    });
    acknowledgeObjects(stack, role, needs);
    return role;
  });
}

/** Objects of the uploads bucket are named when they are made: the permission is for all of them. */
function acknowledgeObjects(stack: Stack, role: Role, needs: readonly Need[]): void {
  if (!needs.some((need) => need.startsWith('uploads:'))) return;
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${arns.uploads(stack).replace(stack.account, account)}/*]`,
    reason: 'One action on all objects of the one bucket; their names do not exist yet.',
  });
}

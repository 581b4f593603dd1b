import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { type Contract, type Flow, folderOf } from '../shared/contract.ts';

/**
 * Names that stacks agree on beforehand. What has a name here needs no export from one stack and no import
 * into another, so no update ever waits for an export that somebody still uses. The table's name is also that
 * of its replicas; if CloudFormation chose it, adding a second region would replace the table.
 */
export const names = {
  table: 'portico',
  bus: 'portico',
  flow: (flow: Flow) => `portico-${flow}`,
  /** The configuration set by which SES tells what becomes of e-mails. */
  emailEvents: 'portico',
  /** Where texts arrive that people send to our number. */
  textReplies: 'portico-text-replies',
  uploads: (stack: Stack) => `portico-uploads-${stack.account}-${stack.region}`,
  /** At most 64 characters; asserted in test/infra. */
  function: (contract: Contract) => `Portico-${folderOf(contract).replace('/', '-')}`,
  deadLetters: (contract: Contract) => `Portico-${contract.name}-failed`,
  logs: (stackName: string) => `/portico/${stackName.replace(/^Portico-/, '').toLowerCase()}`,
} as const;

const arn = (
  stack: Stack,
  service: string,
  resource: string,
  resourceName?: string,
  format = ArnFormat.SLASH_RESOURCE_NAME,
) =>
  stack.formatArn({
    service,
    resource,
    arnFormat: format,
    ...(resourceName !== undefined && { resourceName }),
  });

export const arns = {
  table: (stack: Stack) => arn(stack, 'dynamodb', 'table', names.table),
  bus: (stack: Stack) => arn(stack, 'events', 'event-bus', names.bus),
  flow: (stack: Stack, flow: Flow) =>
    arn(stack, 'states', 'stateMachine', names.flow(flow), ArnFormat.COLON_RESOURCE_NAME),
  uploads: (stack: Stack) =>
    stack.formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: names.uploads(stack),
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    }),
  emailEvents: (stack: Stack) => arn(stack, 'ses', 'configuration-set', names.emailEvents),
  emailIdentity: (stack: Stack, identity: string) => arn(stack, 'ses', 'identity', identity),
} as const;

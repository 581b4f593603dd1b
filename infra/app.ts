import { basename, join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { contracts as registry } from '../functions/index.ts';
import type { Contract, Listener, Route, Task } from '../shared/contract.ts';
import { bundle, bundleOf } from './bundle.ts';
import { aws, engineAt, type Place, readSettings, type Settings } from './context.ts';
import type { Surroundings } from './portal-function.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { FlowStack } from './stacks/flow.ts';
import { ListenStack } from './stacks/listen.ts';
import { OperationsStack } from './stacks/operations.ts';
import { PortalStack } from './stacks/portal.ts';
import { RoutesStack } from './stacks/routes.ts';

interface Options {
  place: Place;
  /** The folder with a contract's bundle. */
  codeOf: (contract: Contract) => string;
  /** Context values besides those of cdk.json and the command line, which win. */
  context?: Record<string, unknown>;
  /** The region of the CLI's own configuration. */
  region?: string | undefined;
  account?: string | undefined;
}

/** What the CDK leaves off for apps that are older than these: fewer statements, plain ARNs, strict templates. */
const flags = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-dynamodb:resourcePolicyPerReplica': true,
  '@aws-cdk/aws-dynamodb:retainTableReplica': true,
};

/** All stacks of Portico, in all its regions. What there is follows from the contracts alone. */
export function buildApp(contracts: readonly Contract[], options: Options): App {
  const app = new App({
    context: { ...flags, ...options.context },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: options.place.checksSchemas,
  });
  const settings = readSettings(app.node, options.place, options.region);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  let home: Stack | undefined;
  for (const region of settings.regions) {
    const data = addRegion(app, contracts, settings, options, region);
    // Replicas are made with the table: everything of the other regions comes after it.
    if (home) data.addStackDependency(home);
    home ??= data;
  }
  if (settings.place.hasEdgeAndOperations && settings.domain) {
    new EdgeStack(app, 'Portico-Edge', {
      env: { region: 'us-east-1', ...(options.account && { account: options.account }) },
      domain: settings.domain,
      homeRegion: settings.regions[0],
    });
  }
  return app;
}

/** The stacks of one region, in the order in which they can be made. Gives the one that holds its data. */
function addRegion(
  app: App,
  contracts: readonly Contract[],
  settings: Settings,
  { codeOf, account }: Options,
  region: string,
): DataStack {
  const isHome = region === settings.regions[0];
  const idOf = (name: string) => (isHome ? `Portico-${name}` : `Portico-${name}-${region}`);
  const propsOf = (name: string) => ({
    env: { region, ...(account && { account }) },
    stackName: `Portico-${name}`,
  });

  const portal = new PortalStack(app, idOf('Portal'), { ...propsOf('Portal'), settings });
  const { apiId, siteUrl, staff, emailIdentity } = portal;
  const data = new DataStack(app, idOf('Data'), { ...propsOf('Data'), settings, siteUrl });
  const around: Surroundings = { settings, codeOf, siteUrl, staff, emailIdentity };

  const tasks = contracts.filter((it): it is Task => it.kind === 'task');
  const functions: Stack[] = [
    ...groups(
      contracts.filter((it): it is Route => it.kind === 'route'),
      stackOfRoute,
    ).map(([name, routes]) => new RoutesStack(app, idOf(name), { ...propsOf(name), routes, apiId, around })),
    ...groups(
      contracts.filter((it): it is Listener => it.kind === 'listener'),
      ({ area }) => capital(area),
    ).map(
      ([name, listeners]) =>
        new ListenStack(app, idOf(name), { ...propsOf(name), listeners, streamArn: data.streamArn, around }),
    ),
    ...(tasks.length > 0 ? [new FlowStack(app, idOf('Flow'), { ...propsOf('Flow'), tasks, around })] : []),
  ];
  // They go by the table's name alone, so nothing else says that it must be there first.
  for (const stack of functions) stack.addStackDependency(data);

  if (settings.place.hasEdgeAndOperations) {
    const { alarmAddress } = settings;
    new OperationsStack(app, idOf('Operations'), {
      ...propsOf('Operations'),
      contracts,
      apiId,
      alarmAddress,
    });
  }
  return data;
}

const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);

/** A stack for each audience and area: `Client-Appointments`. */
const stackOfRoute = ({ caller, area }: Route) => `${capital(caller.kind)}-${capital(area)}`;

const groups = <T>(all: readonly T[], by: (it: T) => string) =>
  Object.entries(Object.groupBy(all, by)) as [string, T[]][];

if (import.meta.main) {
  const { AWS_ENDPOINT_URL, CDK_DEFAULT_REGION, CDK_DEFAULT_ACCOUNT, CDK_OUTDIR } = process.env;
  // The one rule of what runs where: an endpoint of one's own is an engine on this machine.
  const place = AWS_ENDPOINT_URL ? engineAt(AWS_ENDPOINT_URL) : aws;
  // A folder for each output, so that two deployments side by side do not bundle over each other.
  const folder = join('.portico', 'bundle', basename(CDK_OUTDIR ?? 'cdk.out'));
  await bundle(registry, folder);
  buildApp(registry, {
    place,
    codeOf: (contract) => bundleOf(folder, contract),
    region: CDK_DEFAULT_REGION,
    account: CDK_DEFAULT_ACCOUNT,
  }).synth();
}

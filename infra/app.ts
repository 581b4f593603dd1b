import { join, resolve } from 'node:path';
import { App, type IPolicyValidationPlugin, type Stack, Validations } from 'aws-cdk-lib';
import { contracts as registry } from '../functions/index.ts';
import type { Contract, Listener, Route, Task } from '../shared/contract.ts';
import { bundle, bundleOf } from './bundle.ts';
import { aws, ContextError, engineAt, type Place, readSettings, type Settings } from './context.ts';
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
  /** The folder of the built site, which the edge serves. */
  site: string;
  /** Rule packs that look at the templates beside AWS's own schemas; without any, neither looks. */
  checks?: IPolicyValidationPlugin[];
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

const makeApp = ({ context, checks }: Options): App =>
  new App({
    context: { ...flags, ...context },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: checks !== undefined,
  });

/** All stacks of Portico, in all its regions. What there is follows from contracts and context alone. */
export function buildApp(contracts: readonly Contract[], options: Options, app = makeApp(options)): App {
  const { place, region: defaultRegion, account, site, checks } = options;
  const settings = readSettings(app.node, place, defaultRegion);
  if (checks) Validations.of(app).addPlugins(...checks);
  let home: Stack | undefined;
  for (const region of settings.regions) {
    const data = addRegion(app, contracts, settings, options, region);
    // Replicas are made with the table: everything of the other regions comes after it.
    if (home) data.addStackDependency(home);
    home ??= data;
  }
  if (place.hasEdgeAndOperations && settings.domain) {
    const env = { region: 'us-east-1', ...(account && { account }) };
    const { domain, regions } = settings;
    new EdgeStack(app, 'Portico-Edge', { env, domain, homeRegion: regions[0], site });
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
  // They go by the names of table and bus, so nothing else says that these must be there first.
  for (const stack of functions) for (const first of [portal, data]) stack.addStackDependency(first);

  if (settings.place.hasEdgeAndOperations) {
    const { alarmAddress } = settings;
    const operations = new OperationsStack(app, idOf('Operations'), {
      ...propsOf('Operations'),
      contracts,
      apiId,
      alarmAddress,
    });
    // It filters lines of their log groups, which must be there.
    for (const stack of functions) operations.addStackDependency(stack);
  }
  return data;
}

const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);

/** A stack for each audience and area: `Client-Appointments`. */
const stackOfRoute = ({ caller, area }: Route) => `${capital(caller.kind)}-${capital(area)}`;

const groups = <T>(all: readonly T[], by: (it: T) => string) =>
  Object.entries(Object.groupBy(all, by)) as [string, T[]][];

async function main(): Promise<void> {
  const { AWS_ENDPOINT_URL, CDK_DEFAULT_REGION, CDK_DEFAULT_ACCOUNT, CDK_OUTDIR = 'cdk.out' } = process.env;
  // The gate deploys the same functions several times, and bundles them once.
  const { PORTICO_BUNDLES } = process.env;
  // Beside the templates, so that two deployments side by side do not build over each other.
  const [code, site] = [PORTICO_BUNDLES ?? join(CDK_OUTDIR, 'bundle'), resolve(CDK_OUTDIR, 'site')];
  // The one rule of what runs where: an endpoint of one's own is an engine on this machine.
  const place = AWS_ENDPOINT_URL ? engineAt(AWS_ENDPOINT_URL) : aws;
  const options: Options = {
    place,
    ...(place.checksTemplates && { checks: await rulePacks() }),
    codeOf: (contract) => bundleOf(code, contract),
    site,
    region: CDK_DEFAULT_REGION,
    account: CDK_DEFAULT_ACCOUNT,
  };
  const app = makeApp(options);
  // Once before any work, so that a wrong value is said at once.
  const { domain } = readSettings(app.node, place, CDK_DEFAULT_REGION);
  await Promise.all([PORTICO_BUNDLES ?? bundle(registry, code), domain && buildSite(site)]);
  buildApp(registry, options, app).synth();
}

/** Loaded where it is wanted only: it brings a second of modules along. */
async function rulePacks(): Promise<IPolicyValidationPlugin[]> {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  return [new AwsSolutionsChecks(undefined, { verbose: true })];
}

/** Builds the site, as the edge serves it. */
async function buildSite(folder: string): Promise<void> {
  const { build } = await import('vite');
  const root = join(import.meta.dirname, '../web');
  await build({ root, mode: 'production', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
}

if (import.meta.main)
  await main().catch((error: unknown) => {
    // What is wrong with a context value is no news about this file: without a stack trace.
    if (!(error instanceof ContextError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });

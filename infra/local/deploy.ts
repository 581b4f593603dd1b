import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './command.ts';
import { engineEnvironment, programs, project, region } from './project.ts';

/** The outputs of each stack, by its name. */
export type Outputs = Record<string, Record<string, string>>;

/** From whom e-mails come on one machine; none of them leaves it. */
const sender = 'no-reply@portico.example';

export interface Where {
  endpoint: string;
  /** The origin at which browsers see site and API. */
  siteUrl: string;
}

/** The output of that name, of whichever stack has it. */
export function output(outputs: Outputs, name: string): string {
  const found = Object.values(outputs).flatMap((stack) => stack[name] ?? []);
  if (found[0] === undefined) throw new Error(`No stack has an output ${name}.`);
  return found[0];
}

/**
 * What infra tells each function, made of the outputs, for what runs beside the functions: the seed, the
 * import command and tests, which use the same modules.
 */
export const functionEnvironment = (outputs: Outputs): Record<string, string> => ({
  TABLE_NAME: output(outputs, 'TableName'),
  BUS_NAME: output(outputs, 'BusName'),
  UPLOADS_BUCKET: output(outputs, 'UploadsBucket'),
  IMPORT_FLOW_ARN: output(outputs, 'ImportFlowArn'),
  ZONE_CHANGE_FLOW_ARN: output(outputs, 'ZoneChangeFlowArn'),
  REQUEST_FLOW_ARN: output(outputs, 'RequestFlowArn'),
  SITE_URL: output(outputs, 'SiteUrl'),
  SENDER_ADDRESS: output(outputs, 'SenderAddress'),
  EMAIL_EVENTS: output(outputs, 'EmailEvents'),
  STAFF_ISSUERS: output(outputs, 'StaffIssuer'),
  STAFF_AUDIENCES: output(outputs, 'StaffClientId'),
  STAFF_KEYS_URL: output(outputs, 'StaffKeysUrl'),
  STAFF_TOKEN_URL: output(outputs, 'StaffTokenUrl'),
  STAFF_AUTHORIZE_URL: output(outputs, 'StaffAuthorizeUrl'),
});

/**
 * The command of the CDK with dummy credentials, quiet unless it fails.
 *
 * @param folder where it leaves what it would leave in the system's temporary folder; the caller removes it
 */
export async function cdk(args: readonly string[], cwd: string, folder: string, endpoint: string) {
  const { PATH = '', HOME = tmpdir(), PORTICO_BUNDLES } = process.env;
  const env = {
    ...engineEnvironment(endpoint),
    PATH: `${programs}${delimiter}${PATH}`,
    HOME,
    TMPDIR: folder,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...(PORTICO_BUNDLES && { PORTICO_BUNDLES }),
  };
  const ran = await run([join(programs, 'cdk'), ...args, '--no-notices', '--no-version-reporting'], {
    cwd,
    env,
  });
  if (ran.code !== 0) throw new Error(`cdk ${args[0]} failed:\n${ran.output}`);
}

/**
 * Deploys all stacks to an engine by the ordinary CDK command.
 *
 * @param isNew for an engine that has had no deployment yet: it is bootstrapped first
 */
export async function deploy({ endpoint, siteUrl }: Where, isNew = true): Promise<Outputs> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    // In a folder without cdk.json: there it would run the whole app first, for nothing.
    if (isNew) await cdk(['bootstrap', `aws://000000000000/${region}`], folder, folder, endpoint);
    const outputs = join(folder, 'outputs.json');
    const context = ['-c', `portico:siteUrl=${siteUrl}`, '-c', `portico:sender=${sender}`];
    const folders = ['--output', join(folder, 'cdk.out'), '--outputs-file', outputs];
    const quickly = ['--require-approval', 'never', '--method', 'direct', '--concurrency', '4'];
    await cdk(['deploy', '--all', ...context, ...folders, ...quickly], project, folder, endpoint);
    return JSON.parse(await readFile(outputs, 'utf8'));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { exitWhenTold } from './command.ts';
import { cdk } from './deploy.ts';
import { buildEventsPackage } from './events-package.ts';
import { engineEnvironment, programs, project } from './project.ts';
import { lastRunning } from './running.ts';

/** The example of another system (infra/example-consumer) beside a portal on this machine. */

const example = join(project, 'infra/example-consumer');

/** Installs the events package as the example's own, and deploys it to an engine on which Portico is. */
export async function deployExample(endpoint: string): Promise<void> {
  await buildEventsPackage(join(example, 'node_modules/@portico/events'));
  const folder = await mkdtemp(join(tmpdir(), 'portico-example-'));
  try {
    const app = `${join(programs, 'node')} ${join(example, 'app.ts')}`;
    const quickly = ['--require-approval', 'never', '--method', 'direct'];
    await cdk(
      ['deploy', '--app', app, '--output', join(folder, 'cdk.out'), ...quickly],
      project,
      folder,
      endpoint,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The cancellations that the example has counted, by practice. */
export async function readCounts(endpoint: string): Promise<Record<string, number>> {
  Object.assign(process.env, engineEnvironment(endpoint));
  const client = new DynamoDBClient();
  try {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: 'example-cancellations' }));
    return Object.fromEntries(
      Items.filter(({ pk }) => pk?.S?.startsWith('PRACTICE#')).map(({ pk, cancelled }) => [
        String(pk?.S).slice('PRACTICE#'.length),
        Number(cancelled?.N),
      ]),
    );
  } finally {
    client.destroy();
  }
}

/** `npm run example`: deploys it beside the portal that runs here, and tells the counts as they come. */
async function main(): Promise<void> {
  exitWhenTold();
  const running = await lastRunning();
  if (!running) throw new Error('Start Portico with "npm start" first.');
  console.log('Deploying the example consumer…');
  await deployExample(running.endpoint);
  console.log(`It counts. Cancel an appointment at ${running.siteUrl} (Ctrl+C ends this).`);
  for (let told = ''; ; await wait(1_000)) {
    const counts = JSON.stringify(await readCounts(running.endpoint));
    if (counts !== told) console.log(`Cancelled, by practice: ${counts}`);
    told = counts;
  }
}

if (import.meta.main) await main();

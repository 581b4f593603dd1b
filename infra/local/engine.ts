import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Guarded, guarded } from './command.ts';
import { Missing } from './prerequisites.ts';
import { project, region } from './project.ts';
import { privatePython } from './python.ts';

export interface Engine {
  endpoint: string;
  /** Resolves when the engine has ended without having been told to. */
  died: Promise<void>;
  /** Ends it and every worker of a function, and removes what it kept. */
  stop: () => Promise<void>;
}

/**
 * What the engine and, since they inherit it, all local functions find in their environment: nothing of the
 * caller's. Functions run by the first `node` on the PATH, and on AWS their clock reads UTC.
 */
const environment = (port: number, folder: string): Record<string, string> => ({
  PATH: `${join(project, 'node_modules/node/bin')}:/usr/local/bin:/usr/bin:/bin`,
  HOME: folder,
  TMPDIR: folder,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  // Else a second port opens, on all interfaces.
  IOT_MTLS_ENABLED: '0',
  MINISTACK_REGION: region,
  AWS_DEFAULT_REGION: region,
  STATE_DIR: join(folder, 'state'),
  S3_DATA_DIR: join(folder, 's3'),
  LOG_LEVEL: 'WARNING',
  // The engine's own worker script warns at each cold start, in our functions' logs.
  NODE_OPTIONS: '--disable-warning=DEP0169',
});

/** Resolves when the engine answers; refuses when it ends first, or takes far longer than the second it needs. */
async function healthy(endpoint: string, { child }: Guarded, log: string) {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(25);
  }
  throw new Missing(`The local engine did not start: ${log} says why.`);
}

/**
 * Starts the local AWS engine on loopback, with no state, and waits until it answers. It ends with this
 * process on every way out.
 *
 * @param name names its log, `.portico/{name}.log`
 */
export async function startEngine(
  name: string,
  port: number,
  announce: (line: string) => void,
): Promise<Engine> {
  const python = await privatePython('engine', announce);
  // Not in the project: functions would find its node_modules there, and a bundle that lacks something would run.
  const folder = await mkdtemp(join(tmpdir(), 'portico-'));
  const log = join(project, '.portico', `${name}.log`);
  mkdirSync(join(project, '.portico'), { recursive: true });
  const output = openSync(log, 'w');
  const how = { cwd: folder, env: environment(port, folder) };
  const engine = guarded([python, '-m', 'ministack'], how, output, folder);
  closeSync(output);
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    engine.end();
    await engine.ended;
    await rm(folder, { recursive: true, force: true });
  };
  const endpoint = `http://127.0.0.1:${port}`;
  await healthy(endpoint, engine, log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const died = new Promise<void>((resolve) => {
    engine.ended.then(() => isStopping || resolve());
  });
  return { endpoint, died, stop };
}

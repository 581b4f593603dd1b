import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

/** Something that this machine lacks. The message is one line: what is missing and what to do about it. */
export class Missing extends Error {}

const execute = promisify(execFile);
const candidates = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'python',
];
const question = 'import sys; print("%d.%d" % sys.version_info[:2]); import venv, ensurepip';

/** What one Python says of itself: its version, and whether it can make private environments. */
async function ask(python: string, env: NodeJS.ProcessEnv) {
  const answer = await execute(python, ['-c', question], { env, timeout: 20_000 }).then(
    ({ stdout }) => ({ stdout, hasVenv: true }),
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '', hasVenv: false }),
  );
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(answer.stdout) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return {
    python,
    version: `${major}.${minor}`,
    isNewEnough: Number(major) === 3 && Number(minor) >= 10,
    hasVenv: answer.hasVenv,
  };
}

/**
 * The first Python on the PATH that can run the engine: 3.10 or newer, with its venv module. `PYTHON` names
 * another. Refuses with the line that says which of the two is missing.
 */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const seen: string[] = [];
  let withoutVenv: string | undefined;
  for (const name of [...(env.PYTHON ? [env.PYTHON] : []), ...candidates]) {
    const found = await ask(name, env);
    if (found === undefined) continue;
    if (found.isNewEnough && found.hasVenv) return found.python;
    if (found.isNewEnough) withoutVenv ??= found.version;
    seen.push(found.version);
  }
  if (withoutVenv !== undefined)
    throw new Missing(
      `Python ${withoutVenv} is here without its venv module: install it (on Debian and Ubuntu "sudo apt install python3-venv") and start again.`,
    );
  const found = seen.length === 0 ? 'none was found' : `the one found is ${seen[0]}`;
  throw new Missing(
    `Python 3.10 or newer is needed and ${found}: install one, or name it as in "PYTHON=/usr/local/bin/python3.12 npm start".`,
  );
}

/** Whether nothing listens on this loopback port; 0 asks for any, and the answer is the one that was free. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** A loopback port that nothing uses. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) throw new Missing('No port is free on 127.0.0.1: close something and start again.');
  return port;
}

/** The port that was asked for, refused in one line if it is no port or in use. `variable` is what sets it. */
export async function wantedPort(variable: string, value: string): Promise<number> {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Missing(`${variable}=${value} is not a port: give a number from 1 to 65535.`);
  if ((await tryPort(port)) === undefined)
    throw new Missing(
      `Port ${port} is in use: stop what uses it, or choose another, as in "${variable}=${port + 1} npm start".`,
    );
  return port;
}

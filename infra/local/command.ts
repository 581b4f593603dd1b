import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

export interface How {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface Guarded {
  child: ChildProcess;
  /** Resolves with its exit code when it has ended. */
  ended: Promise<number>;
  /** Ends it with everything that it started. */
  end: () => void;
}

/**
 * Starts a command that ends with this process, whatever ends that (guard.sh watches), together with all
 * that the command started. It has no input.
 *
 * @param output where its output goes: kept for the caller to read, or an open file
 * @param folder removed when it ends
 */
export function guarded(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, env }: How,
  output: 'pipe' | number,
  folder = '',
): Guarded {
  const child = spawn('/bin/sh', [join(import.meta.dirname, 'guard.sh'), folder, command, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  });
  const pipe = child.stdio[3] as Duplex;
  pipe.on('error', () => {});
  const end = () => pipe.destroy();
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      end();
      resolve(code ?? 1);
    });
  });
  return { child, ended, end };
}

export interface Ran {
  code: number;
  /** Standard output and error as they came, in one text. */
  output: string;
}

/**
 * Runs a command to its end and keeps what it says.
 *
 * @param onOutput gets it as it comes
 * @param folder removed when it ends
 */
export async function run(
  command: readonly [string, ...string[]],
  how: How,
  onOutput?: (text: string) => void,
  folder?: string,
): Promise<Ran> {
  const { child, ended } = guarded(command, how, 'pipe', folder);
  let output = '';
  const keep = (text: string) => {
    output += text;
    onOutput?.(text);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await ended;
  await closed;
  return { code, output };
}

/**
 * Makes this process end in the ordinary way when it is told to, so that what is to happen at its exit does,
 * and when the one that started it is gone: npm, ended by SIGTERM, leaves what it started behind.
 */
export function exitWhenTold(): void {
  for (const [signal, code] of [
    ['SIGINT', 130] as const,
    ['SIGTERM', 143] as const,
    ['SIGHUP', 129] as const,
  ])
    process.once(signal, () => process.exit(code));
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(143), 500).unref();
}

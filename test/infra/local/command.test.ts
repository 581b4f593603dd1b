import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { run } from '../../../infra/local/command.ts';
import { project } from '../../../infra/local/project.ts';

const how = { cwd: tmpdir(), env: process.env };

/** Whether a process is there, other than as one that has ended and that nobody has asked about yet. */
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** A process that guards a shell with a child of its own, and tells the ids of both and of itself. */
async function guardian(folder: string, between?: 'a shell between') {
  const program = `
    import { exitWhenTold, guarded } from ${JSON.stringify(join(project, 'infra/local/command.ts'))};
    exitWhenTold();
    const { child } = guarded(['sh', '-c', 'sleep 300 & echo $$ $!; wait'], { cwd: '/', env: process.env }, 'pipe', ${JSON.stringify(folder)});
    child.stdout.once('data', (pids) => console.log(process.pid + ' ' + pids));
    process.on('message', () => { throw new Error('unexpected'); });
  `;
  const node = [process.execPath, '--input-type=module-typescript', '-e', program] as const;
  const [command, ...args] = between ? (['/bin/sh', '-c', '"$@" & wait', 'sh', ...node] as const) : node;
  const parent = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  const line = await new Promise<string>((resolve) =>
    parent.stdout?.once('data', (data) => resolve(String(data))),
  );
  const [own = 0, ...pids] = line.trim().split(' ').map(Number);
  return { parent, own, pids };
}

const waysOut = {
  'Ctrl-C': (parent: ReturnType<typeof spawn>) => parent.kill('SIGINT'),
  SIGTERM: (parent: ReturnType<typeof spawn>) => parent.kill('SIGTERM'),
  'a closed terminal': (parent: ReturnType<typeof spawn>) => parent.kill('SIGHUP'),
  'an error that nobody caught': (parent: ReturnType<typeof spawn>) => parent.send('fail'),
  'being killed outright': (parent: ReturnType<typeof spawn>) => parent.kill('SIGKILL'),
};

it.each(Object.entries(waysOut))('[9.2] leaves nothing running after %s', async (_, end) => {
  const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
  writeFileSync(join(folder, 'kept'), '');
  const { parent, pids } = await guardian(folder);
  expect(pids.map(isRunning)).toEqual([true, true]);
  end(parent);
  await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), { timeout: 5_000 });
  expect(existsSync(folder)).toBe(false);
});

it('[9.2] leaves nothing running when npm goes and leaves this process behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
  const { parent, pids, own } = await guardian(folder, 'a shell between');
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect([own, ...pids].map(isRunning)).toEqual([false, false, false]), {
    timeout: 5_000,
  });
});

it('[9.2] keeps what a command says, in order, and its exit code', async () => {
  expect(await run(['sh', '-c', 'echo one; sleep 0.05; echo two >&2; exit 3'], how)).toEqual({
    code: 3,
    output: 'one\ntwo\n',
  });
});

it('[9.2] takes the folder of a command away when that has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
  const { output } = await run(
    ['sh', '-c', `echo kept > ${folder}/file; ls ${folder}`],
    how,
    undefined,
    folder,
  );
  expect(output).toBe('file\n');
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 5_000 });
});

it('[9.2] tells of a command that is not there', async () => {
  const { code, output } = await run(['no-such-command'], how);
  expect(code).not.toBe(0);
  expect(output).toContain('no-such-command');
});

it('[9.2] ends what a command left running behind it', async () => {
  const { output } = await run(['sh', '-c', 'sleep 300 >/dev/null 2>&1 & echo $!'], how);
  await vi.waitFor(() => expect(isRunning(Number(output))).toBe(false), { timeout: 5_000 });
});

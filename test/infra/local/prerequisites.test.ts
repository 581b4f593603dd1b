import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPython, freePort, wantedPort } from '../../../infra/local/prerequisites.ts';

/** A PATH on which each name is a Python of that version, with or without its venv module. */
async function pathWith(pythons: Record<string, { version: string; hasVenv?: boolean }>) {
  const folder = await mkdtemp(join(tmpdir(), 'pythons-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, { version, hasVenv = true }] of Object.entries(pythons)) {
    await writeFile(join(folder, name), `#!/bin/sh\necho ${version}\nexit ${hasVenv ? 0 : 1}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

async function occupied() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' ? Number(address?.port) : 0;
}

const oneLine = /^[^\n]+$/;

describe('the Python of this machine', () => {
  it('[9.2] is the first that is new enough and can make a private environment', async () => {
    const env = await pathWith({
      python3: { version: '3.8' },
      'python3.13': { version: '3.13', hasVenv: false },
      'python3.11': { version: '3.11' },
    });
    expect(await findPython(env)).toBe('python3.11');
  });

  it('[9.2] is compared as a number: 3.9 is older than 3.10', async () => {
    await expect(findPython(await pathWith({ python3: { version: '3.9' } }))).rejects.toThrow(
      /Python 3\.10 or newer is needed and the one found is 3\.9: install/,
    );
    expect(await findPython(await pathWith({ python3: { version: '3.10' } }))).toBe('python3');
  });

  it('[9.2] is the one that PYTHON names, if it will do', async () => {
    const env = await pathWith({ python3: { version: '3.12' }, mine: { version: '3.14' } });
    expect(await findPython({ ...env, PYTHON: join(env.PATH, 'mine') })).toBe(join(env.PATH, 'mine'));
  });

  it('[9.2] is missed in one line that says what to install', async () => {
    const none = findPython(await pathWith({}));
    await expect(none).rejects.toThrow(/needed and none was found: install one/);
    await expect(none).rejects.toThrow(oneLine);
  });

  it('[9.2] without its venv module is told apart from one that is too old', async () => {
    const env = await pathWith({ python: { version: '3.8' }, python3: { version: '3.11', hasVenv: false } });
    const without = findPython(env);
    await expect(without).rejects.toThrow(
      /Python 3\.11 is here without its venv module: .*apt install python3-venv/,
    );
    await expect(without).rejects.toThrow(oneLine);
  });
});

describe('a port of this machine', () => {
  it('[9.2] that is in use is refused in one line with the way out', async () => {
    const port = await occupied();
    await expect(wantedPort('PORT', String(port))).rejects.toThrow(
      `Port ${port} is in use: stop what uses it, or choose another, as in "PORT=${port + 1} npm start".`,
    );
  });

  it.each(['0', '65536', '80a', '-1', '80.5', ' '])('[9.2] is refused when it is none: %j', async (value) => {
    await expect(wantedPort('PORT', value)).rejects.toThrow(`PORT=${value} is not a port`);
  });

  it('[9.2] that is free can be had', async () => {
    const port = await freePort();
    expect(await wantedPort('PORT', String(port))).toBe(port);
  });
});

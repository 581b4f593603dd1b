import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { project } from '../../../infra/local/project.ts';

interface Package {
  version?: string;
  optional?: boolean;
}

/** A project with a lock file, and the list that npm leaves of what it installed. */
function projectWith(locked: Record<string, Package>, installed?: Record<string, Package>) {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }));
  if (installed === undefined) return folder;
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  return folder;
}

function before(folder: string) {
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'infra/local/before.mjs')], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: stderr.trimEnd() };
}

const vite = (version: string) => ({ 'node_modules/vite': { version } });

it('[9.2] says that the packages are not installed', () => {
  expect(before(projectWith(vite('8.3.8')))).toEqual({
    status: 1,
    said: 'The packages are not installed yet: run "npm ci" first.',
  });
});

it('[9.2] says which package is out of date', () => {
  expect(before(projectWith(vite('8.3.8'), vite('8.3.7')))).toEqual({
    status: 1,
    said: 'The packages are out of date (vite is 8.3.7, 8.3.8 is wanted): run "npm ci".',
  });
  expect(before(projectWith(vite('8.3.8'), {})).said).toContain('vite is not there, 8.3.8 is wanted');
});

it('[9.2] misses no package that is for other machines', () => {
  const forMac = { 'node_modules/fsevents': { version: '2.3.3', optional: true } };
  expect(before(projectWith({ ...vite('8.3.8'), ...forMac }, vite('8.3.8')))).toEqual({
    status: 0,
    said: '',
  });
});

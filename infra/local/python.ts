import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.ts';
import { findPython, Missing } from './prerequisites.ts';
import { project } from './project.ts';

const requirements = { engine: 'requirements.txt', lint: 'requirements-lint.txt' } as const;

/** What pip said last, without its advice. */
const lastError = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('ERROR:'))
    .at(-1)
    ?.slice('ERROR: '.length) ?? output.trim().split('\n').at(-1);

/**
 * The Python of a private environment that holds the pinned packages of `infra/local/requirements….txt`,
 * made when there is none for exactly those pins. Its folder is named after them, and comes into being in
 * one step, so that two runs which make it at the same moment do each other no harm.
 *
 * @param announce told when there is something to install, which takes a while
 */
export async function privatePython(
  name: keyof typeof requirements,
  announce: (line: string) => void,
): Promise<string> {
  const file = join(project, 'infra/local', requirements[name]);
  const pins = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 12);
  const folder = join(project, '.portico', `${name}-${pins}`);
  const python = join(folder, 'bin/python');
  if (existsSync(python)) return python;

  const system = await findPython();
  announce(`Installing the local ${name === 'engine' ? 'engine' : 'template linter'} (once, into .portico)`);
  const unfinished = `${folder}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(project, '.portico'), { recursive: true });
  const how = { cwd: project, env: process.env };
  const made = await run([system, '-m', 'venv', unfinished], how);
  if (made.code !== 0)
    throw new Missing(`Python could not make a private environment in .portico: ${lastError(made.output)}`);
  // Without --no-compile the install takes twice as long, for modules that mostly are never loaded.
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-compile', '--disable-pip-version-check'];
  const installed = await run([join(unfinished, 'bin/python'), ...pip, '-r', file], how);
  if (installed.code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new Missing(
      `pip could not install ${requirements[name]} (${lastError(installed.output)}): check the network, or point pip at a mirror (PIP_INDEX_URL).`,
    );
  }
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  await removeOthers(name, folder);
  return python;
}

/** Environments of earlier pins are of no more use. */
async function removeOthers(name: string, folder: string) {
  const parent = join(project, '.portico');
  for (const entry of await readdir(parent))
    if (entry.startsWith(`${name}-`) && !entry.includes('.') && join(parent, entry) !== folder)
      await rm(join(parent, entry), { recursive: true, force: true });
}

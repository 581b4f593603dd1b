import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from './project.ts';

/** Where the portal of this machine is, for commands beside it. */
export interface Running {
  siteUrl: string;
  endpoint: string;
  staffClientId: string;
}

const file = join(project, '.portico', 'running.json');

/** Notes where the portal runs that has just started; the one started last is the one that is found. */
export async function noteRunning(running: Running): Promise<void> {
  await mkdir(join(project, '.portico'), { recursive: true });
  await writeFile(file, JSON.stringify(running));
}

/** The portal started last, whether or not it still runs; undefined where none ever has. */
export const lastRunning = (): Promise<Running | undefined> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Running,
    () => undefined,
  );

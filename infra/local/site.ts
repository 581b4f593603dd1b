import { join } from 'node:path';
import { run } from './command.ts';
import { programs, project } from './project.ts';

/** Where the built site is. */
export const site = join(project, 'web/dist');

/** Builds the site; refuses with what the build said. */
export async function buildSite(): Promise<void> {
  const how = { cwd: project, env: { ...process.env, NODE_ENV: 'production' } };
  const built = await run([join(programs, 'node'), join(programs, 'vite'), 'build', 'web'], how);
  if (built.code !== 0) throw new Error(`The site could not be built:\n${built.output}`);
}

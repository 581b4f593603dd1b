import { join } from 'node:path';
import { run } from './command.ts';
import { programs, project } from './project.ts';

/**
 * Builds the site, gives the folder, and refuses with what the build said. Each purpose has a folder of its
 * own, so that tests do not empty the one from which a running portal is served.
 */
export async function buildSite(purpose: 'start' | `test-${string}`): Promise<string> {
  const folder = join(project, '.portico', `site-${purpose}`);
  const how = { cwd: project, env: { ...process.env, NODE_ENV: 'production' } };
  const vite = [join(programs, 'node'), join(programs, 'vite')] as const;
  const built = await run([...vite, 'build', 'web', '--outDir', folder, '--emptyOutDir'], how);
  if (built.code !== 0) throw new Error(`The site could not be built:\n${built.output}`);
  return folder;
}

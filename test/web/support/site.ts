import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { project } from '../../../infra/local/project.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built site. */
    site: string;
  }
}

const configFile = fileURLToPath(new URL('../../../web/vite.config.ts', import.meta.url));

/** Builds the site once for all tests that drive it: `inject('site')` tells where it is. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const outDir = join(project, '.portico/site-web');
  await build({ configFile, logLevel: 'error', build: { outDir } });
  provide('site', outDir);
}

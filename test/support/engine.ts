import type { TestProject } from 'vitest/node';
import { deploy, type Outputs, output } from '../../infra/local/deploy.ts';
import { startEngine } from '../../infra/local/engine.ts';
import { freePort } from '../../infra/local/prerequisites.ts';
import { serve } from '../../infra/local/server.ts';
import { buildSite } from '../../infra/local/site.ts';

export interface Portal {
  /** The engine: `AWS_ENDPOINT_URL`. */
  endpoint: string;
  /** The API by itself, without the local server: `${apiUrl}/v1/health`. */
  apiUrl: string;
  /** Site, API and inbox on one origin, as browsers see them. */
  siteUrl: string;
  outputs: Outputs;
}

declare module 'vitest' {
  export interface ProvidedContext {
    portal: Portal;
  }
}

/**
 * Brings a portal up once for all tests that need one, beside any that is running, and takes it down after
 * them: `inject('portal')` tells where it is. `AWS_ENDPOINT_URL` is used instead of an engine of its own.
 */
export default async function setup({ name, provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.AWS_ENDPOINT_URL;
  const [enginePort, port] = [await freePort(), await freePort()];
  const siteUrl = `http://127.0.0.1:${port}`;
  const engine = given ? undefined : await startEngine(`test-${name}`, enginePort, console.log);
  const endpoint = engine?.endpoint ?? String(given).replace(/\/$/, '');
  try {
    const [outputs, site] = await Promise.all([deploy({ endpoint, siteUrl }), buildSite(`test-${name}`)]);
    const server = await serve({ port, endpoint, apiId: output(outputs, 'ApiId'), site });
    provide('portal', { endpoint, apiUrl: output(outputs, 'ApiUrl'), siteUrl, outputs });
    return async () => {
      await server.close();
      await engine?.stop();
    };
  } catch (error) {
    await engine?.stop();
    throw error;
  }
}

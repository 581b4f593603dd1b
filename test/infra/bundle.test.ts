import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contracts } from '../../functions/index.ts';
import { bundle, bundleOf } from '../../infra/bundle.ts';
import { type Contract, folderOf } from '../../shared/contract.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-bundle-'));
  // Where the gate has made them already: elsewhere than in the project, whose packages they would find.
  const made = process.env.PORTICO_BUNDLES;
  await (made ? cp(made, folder, { recursive: true }) : bundle(contracts, folder));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = (contract: Contract) => join(bundleOf(folder, contract), 'index.mjs');

const contractOf = (name: string): Contract => {
  const found = contracts.find((it) => it.name === name);
  if (!found) throw new Error(`There is no contract ${name}.`);
  return found;
};

/** What a bundled function answers to a GET of its path. */
async function call(name: string) {
  const { handler } = await import(pathToFileURL(fileOf(contractOf(name))).href);
  const http = { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' };
  const requestContext = { http, requestId: 'request-1', timeEpoch: 0 };
  return handler({ version: '2.0', rawPath: '/', rawQueryString: '', headers: {}, requestContext }, {});
}

describe('the bundle', () => {
  it('[9.1] has a file of its own for each contract', async () => {
    const sizes = await Promise.all(contracts.map(async (it) => (await stat(fileOf(it))).size));
    expect(Math.min(...sizes)).toBeGreaterThan(1_000);
  });

  it('[9.1] refuses a contract without a handler, by the file that is missing', async () => {
    const orphan = { ...contractOf('read-health'), name: 'read-tea-leaves' };
    await expect(bundle([orphan], folder)).rejects.toThrow(join(folderOf(orphan), 'handler.ts'));
  });

  it('[9.1] keeps a function that moves an appointment within 300 KiB', async () => {
    const { size } = await stat(fileOf(contractOf('change-appointment')));
    expect(size).toBeLessThanOrEqual(300 * 1024);
  });

  it('[9.1] signs requests with the credentials of the environment, and finds region and endpoint there', async () => {
    const seen: Record<string, string | undefined>[] = [];
    const server = createServer((request, response) => {
      const { authorization, 'x-amz-security-token': token, 'x-amz-target': target } = request.headers;
      seen.push({ authorization, token: token as string, target: target as string });
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const environment = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: 'session-example',
      TABLE_NAME: 'portico',
      SITE_URL: 'http://127.0.0.1',
      PORTICO_VERSION: '1.2.3',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    try {
      const answer = await call('read-health');
      expect(JSON.parse(answer.body)).toEqual({ region: 'eu-west-2', version: '1.2.3', table: 'reachable' });
      expect(seen[0]?.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-2\/dynamodb\/aws4_request, .*Signature=[0-9a-f]{64}$/,
      );
      expect(seen[0]?.token).toBe('session-example');
    } finally {
      vi.unstubAllEnvs();
      server.close();
    }
  });

  it('[8.2] still turns contracts into JSON Schema, in the function that describes the API', async () => {
    vi.stubEnv('SITE_URL', 'http://127.0.0.1');
    const { body } = await call('read-openapi');
    vi.unstubAllEnvs();
    const { openapi, paths } = JSON.parse(body);
    expect(openapi).toMatch(/^3\.1\./);
    const change = paths['/v1/me/appointments/{appointmentId}/change'].post;
    expect(JSON.stringify(change.requestBody)).toContain('startsAt');
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../infra/local/prerequisites.ts';
import { serve } from '../../../infra/local/server.ts';

/** An engine that answers as told. */
async function engineThat(answers: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A site of three files, served in front of an engine. */
async function originBefore(endpoint: string) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const site = join(folder, 'site');
  await mkdir(join(site, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(site, 'index.html'), '<!doctype html><title>Portico</title>');
  await writeFile(join(site, 'assets/main-a1b2.js'), 'run()');
  const port = await freePort();
  const server = await serve({ port, endpoint, apiId: 'abc123', site });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${port}`;
}

const unreachable = 'http://127.0.0.1:1';

/** The address as it is written, which fetch would tidy up first. */
const getRaw = (origin: string, path: string, host?: string) =>
  new Promise<{ status: number | undefined; location: string | undefined; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(origin);
      const outgoing = request({ hostname, port, path, headers: host ? { host } : {} }, (incoming) => {
        let body = '';
        incoming.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode, location: incoming.headers.location, body }),
        );
      });
      outgoing.once('error', reject).end();
    },
  );

describe('the API behind the origin', () => {
  it.each([
    '/v1/me/appointments?limit=2&when=past',
    '/v1',
    '/docs',
    '/docs/swagger-ui.css',
    '/problems/window-closed',
  ])('[9.2] gets %s, with method, headers and body as they came', async (path) => {
    const endpoint = await engineThat((incoming, response) => {
      const { method, url, headers } = incoming;
      incoming
        .setEncoding('utf8')
        .on('data', (body) => response.end(JSON.stringify({ method, url, headers, body })));
    });
    const origin = await originBefore(endpoint);
    const headers = { 'idempotency-key': 'k1', cookie: 'a=1; b=2', origin };
    const answer = await fetch(origin + path, { method: 'POST', headers, body: '{"startsAt":1}' });
    expect(await answer.json()).toMatchObject({
      method: 'POST',
      url: `/_aws/execute-api/abc123/$default${path}`,
      headers: { ...headers, host: new URL(endpoint).host },
      body: '{"startsAt":1}',
    });
  });

  it('[9.2] answers with its own status and headers, each cookie apart', async () => {
    const endpoint = await engineThat((_, response) => {
      response.writeHead(409, {
        'Content-Type': 'application/problem+json',
        'Set-Cookie': ['a=1; HttpOnly', 'b=2'],
      });
      response.end('{"status":409}');
    });
    const answer = await fetch(`${await originBefore(endpoint)}/v1/me`);
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  });

  it('[9.2] gets a body of megabytes as it comes and may refuse it', async () => {
    let received = 0;
    const endpoint = await engineThat((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      incoming.on('end', () => response.writeHead(413).end('{"status":413}'));
    });
    const body = Buffer.alloc(3_000_000, 'x');
    const answer = await fetch(`${await originBefore(endpoint)}/v1/me`, { method: 'POST', body });
    expect([answer.status, received]).toEqual([413, body.length]);
  });

  it('[9.2] sends on what it has before it has all', async () => {
    let finish = () => {};
    const endpoint = await engineThat((_, response) => {
      response.writeHead(200).write('first');
      finish = () => response.end();
    });
    const answer = await fetch(`${await originBefore(endpoint)}/v1/events`);
    const first = await answer.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe('first');
    finish();
  });

  it('[9.2] that does not answer is a 503 which may be tried again', async () => {
    const answer = await fetch(`${await originBefore(unreachable)}/v1/health`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  });
});

describe('the site of the origin', () => {
  it.each(['/', '/link', '/staff/diary?from=2026-11-21', '/docsis', '/v1x'])(
    '[9.2] has a page at %s',
    async (path) => {
      const answer = await fetch((await originBefore(unreachable)) + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(await answer.text()).toContain('Portico');
    },
  );

  it('[9.2] lets browsers keep what has its hash in its name', async () => {
    const answer = await fetch(`${await originBefore(unreachable)}/assets/main-a1b2.js`);
    expect(await answer.text()).toBe('run()');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  it('[9.2] has no page for a file that is not there', async () => {
    expect((await fetch(`${await originBefore(unreachable)}/assets/main-old.js`)).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/%00.txt',
  ])('[9.2] gives nothing from outside its folder: %s', async (path) => {
    const { status, body } = await getRaw(await originBefore(unreachable), path);
    expect([status, body]).not.toContain('secret');
    expect(status).toBe(404);
  });

  it('[9.2] refuses an address that is not written right, and what is no reading', async () => {
    const origin = await originBefore(unreachable);
    expect((await getRaw(origin, '/%E0%A4%A')).status).toBe(400);
    expect((await fetch(`${origin}/link`, { method: 'POST' })).status).toBe(405);
  });

  it('[9.2] answers under its own name alone', async () => {
    const origin = await originBefore(unreachable);
    expect(await getRaw(origin, '/_local/inbox', 'elsewhere.example')).toEqual({
      status: 308,
      location: `${origin}/_local/inbox`,
      body: '',
    });
  });
});

import { readFile } from 'node:fs/promises';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { inboxPage, inboxPolicy, readInbox } from './inbox.ts';

export interface Origin {
  port: number;
  endpoint: string;
  apiId: string;
  /** The folder of the built site. */
  site: string;
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

const ofTheApi = /^\/(v1|problems)(\/|$)|^\/docs(\/|$|\?)/;

/** Headers of one connection only, which are not passed on. */
const ofOneConnection = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer'];

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
) {
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(body);
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

/**
 * The one origin of a machine, for browser and curl: the built site, the API behind the paths that are its
 * own, and the inbox. Loopback only, and only under its own name, so that no web page of elsewhere can have
 * a name of theirs point here and read the inbox.
 */
export async function serve({
  port,
  endpoint,
  apiId,
  site,
}: Origin): Promise<{ close: () => Promise<void> }> {
  const siteUrl = `http://127.0.0.1:${port}`;
  // The engine hangs up on idle connections after 75 s: leave them before that.
  const agent = new Agent({ keepAlive: true, timeout: 30_000 });
  const policy = `default-src 'self'; img-src 'self' data: https:; connect-src 'self' ${endpoint}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

  function forward(incoming: IncomingMessage, response: ServerResponse) {
    const headers = { ...incoming.headers, host: new URL(endpoint).host };
    const outgoing = request(
      `${endpoint}/_aws/execute-api/${apiId}/$default${incoming.url}`,
      { method: incoming.method, headers, agent },
      (answered) => {
        const passed = { ...answered.headers };
        for (const name of ofOneConnection) delete passed[name];
        response.writeHead(answered.statusCode ?? 502, passed);
        answered.pipe(response);
      },
    );
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy();
      else answer(response, 503, { ...plain, 'Retry-After': '1' }, 'The local engine does not answer.\n');
    });
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  async function page(pathname: string, response: ServerResponse) {
    const path = normalize(decodeURIComponent(pathname));
    const file = await readFile(join(site, path)).catch(() => undefined);
    const isAsset = extname(path) !== '';
    if (file === undefined && isAsset) return answer(response, 404, plain, 'Not there.\n');
    // Any other address is a page of the site's own, which its script finds by the path.
    const body = file ?? (await readFile(join(site, 'index.html')));
    const type = mediaTypes[file === undefined ? '.html' : extname(path)] ?? 'application/octet-stream';
    // What the build puts there carries a hash of its content in its name.
    const cache = path.startsWith('/assets/') ? { 'Cache-Control': 'max-age=31536000, immutable' } : {};
    answer(response, 200, { 'Content-Type': type, 'Content-Security-Policy': policy, ...cache }, body);
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse) {
    const url = incoming.url ?? '/';
    if (incoming.headers.host !== `127.0.0.1:${port}`)
      return answer(response, 308, { Location: siteUrl + url }, '');
    if (ofTheApi.test(url)) return forward(incoming, response);
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
      return answer(response, 405, { ...plain, Allow: 'GET, HEAD' }, 'Only GET here.\n');
    const { pathname } = new URL(url, siteUrl);
    if (pathname === '/_local/inbox.json')
      return answer(
        response,
        200,
        { 'Content-Type': 'application/json' },
        JSON.stringify(await readInbox(endpoint)),
      );
    if (pathname === '/_local/inbox')
      return answer(
        response,
        200,
        { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': inboxPolicy },
        inboxPage(await readInbox(endpoint)),
      );
    return page(pathname, response);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      const isMalformed = error instanceof URIError;
      const message = error instanceof Error ? error.message : String(error);
      answer(response, isMalformed ? 400 : 502, plain, `${message}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { turnOf } from '../../shared/domain/import/order.ts';
import type { ImportProblem } from '../../shared/domain/import/problem.ts';
import { DEFAULT_SOURCE } from '../../shared/domain/import/source.ts';
import { parseSessionToken } from '../../shared/domain/token.ts';
import { Missing } from './prerequisites.ts';
import { lastRunning } from './running.ts';
import { signInAsAdmin } from './staff-sign-in.ts';

const usage = `npm run import -- [--source NAME] [--url URL] FILE…

Imports CSV (.csv) and FHIR R4 (.ndjson, .json) files, in whatever order they depend on one another.
docs/import.md has the columns and what is read of FHIR.

  --source NAME  the system that the files come from, "${DEFAULT_SOURCE}" unless given
  --url URL      where Portico is; the one started here with "npm start" unless given
  PORTICO_TOKEN  a staff session of an administrator or manager; the seeded administrator's unless given

Bad rows are listed with line, field and reason. The same files may be given again: what is in stays as it is.
Ends with 0 when every row is in, with 1 when some stayed out, with 2 when nothing could be tried.`;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What of an import the portal tells. */
interface Progress {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'rejected' | 'failed';
  rows: number | null;
  imported: number;
  unchanged: number;
  rejected: number;
  skipped: number;
  rejection: { line: number | null; field: string; reason: string } | null;
}

/** The portal said no to one file. */
class Refusal extends Error {}

type Call = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** Calls the imports of the practice that a session is of. */
function calls(url: string, token: string): Call {
  const practiceId = parseSessionToken(token)?.practiceId;
  if (!practiceId) throw new Missing('PORTICO_TOKEN is not a session token of Portico.');
  return async <T>(method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await fetch(`${url}/v1/practices/${practiceId}/imports${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Missing(`Nothing answers at ${url}: start Portico with "npm start", or give --url.`, {
        cause: error,
      });
    });
    const found = (await answer.json()) as T & { detail?: string };
    const reason = found.detail ?? `${url} answered ${answer.status}.`;
    if (answer.status === 401 || answer.status === 403) throw new Missing(reason);
    if (!answer.ok) throw new Refusal(reason);
    return found;
  };
}

/** Where to import to, and as whom: what was given, else the portal that runs here. */
async function destination(url: string | undefined): Promise<Call> {
  const { PORTICO_TOKEN: token } = process.env;
  if (url !== undefined) {
    if (!token) throw new Missing('Set PORTICO_TOKEN to a staff session of that portal.');
    return calls(url.replace(/\/$/, ''), token);
  }
  const running = await lastRunning();
  if (!running) throw new Missing('Portico does not run here: start it with "npm start", or give --url.');
  const answers = await fetch(`${running.siteUrl}/v1/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers)
    throw new Missing(`Portico does not answer at ${running.siteUrl}: start it with "npm start".`);
  return calls(running.siteUrl, token ?? (await signInAsAdmin(running)));
}

/** The files in the order in which they can be imported. */
async function inTurn(files: readonly string[]): Promise<string[]> {
  const turns = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch(() => undefined);
      if (!found?.isFile()) throw new Missing(`There is no file ${file}.`);
      const handle = await open(file);
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(65_536) });
      await handle.close();
      return { file, turn: turnOf(basename(file), buffer.toString('utf8', 0, bytesRead)) };
    }),
  );
  return turns.sort((one, other) => one.turn - other.turn).map(({ file }) => file);
}

/** Sends one file, shows how far it comes, and answers whether all of its rows are in. */
async function importFile(call: Call, file: string, source: string): Promise<boolean> {
  const name = basename(file);
  const blob = await openAsBlob(file);
  const begun = await call<{ import: Progress; upload: { url: string; headers: Record<string, string> } }>(
    'POST',
    '',
    { fileName: name, bytes: blob.size, source },
  );
  const { url, headers } = begun.upload;
  const put = await fetch(url, { method: 'PUT', headers, body: blob });
  if (!put.ok) throw new Missing(`${name} could not be uploaded (${put.status}).`);

  const bar = new cliProgress.SingleBar({
    format: `${name} {bar} {value}/{total}`,
    clearOnComplete: true,
    hideCursor: true,
  });
  let it = begun.import;
  const giveUpAt = performance.now() + 120_000;
  bar.start(it.rows ?? 0, 0);
  while (it.state === 'waiting' || it.state === 'running') {
    await wait(300);
    if (it.state === 'waiting' && performance.now() > giveUpAt)
      throw new Missing(`${name} is uploaded, but its import does not begin: is the import flow deployed?`);
    it = await call<Progress>('GET', `/${it.id}`);
    bar.setTotal(it.rows ?? 0);
    bar.update(it.imported + it.unchanged + it.rejected);
  }
  bar.stop();
  return report(call, name, it);
}

/** Prints what became of a file; answers whether all of it is in. */
async function report(call: Call, name: string, it: Progress): Promise<boolean> {
  if (it.state === 'rejected') {
    const { line, field, reason } = it.rejection ?? {
      line: null,
      field: 'file',
      reason: 'It cannot be read.',
    };
    say(
      `${name}: refused, nothing was imported. ${line === null ? '' : `Line ${line}, `}${field}: ${reason}`,
    );
    return false;
  }
  const parts = [
    `${it.imported} imported`,
    ...(it.unchanged ? [`${it.unchanged} here already`] : []),
    ...(it.rejected ? [`${it.rejected} bad`] : []),
    ...(it.skipped ? [`${it.skipped} of types that are not read`] : []),
  ];
  say(`${name}: ${parts.join(', ')}`);
  let cursor: string | null = null;
  do {
    const search: string = cursor ? `&cursor=${cursor}` : '';
    const path: string = `/${it.id}/problems?limit=100${search}`;
    const page: { items: ImportProblem[]; next: string | null } = await call('GET', path);
    for (const { line, field, reason, outcome } of page.items)
      say(`  line ${line}, ${field}: ${reason}${outcome === 'imported' ? '' : ' Not imported.'}`);
    cursor = page.next;
  } while (cursor);
  if (it.state === 'failed')
    say(`${name}: stopped before its end. Import it again: what is in stays as it is.`);
  return it.state === 'done' && it.rejected === 0;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { source: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help || positionals.length === 0) {
    say(usage);
    return values.help ? 0 : 2;
  }
  const files = await inTurn(positionals);
  const call = await destination(values.url);
  let all = true;
  for (const file of files) {
    const isIn = await importFile(call, file, values.source ?? DEFAULT_SOURCE).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      say(`${basename(file)}: refused, nothing was imported. ${error.message}`);
      return false;
    });
    all = isIn && all;
  }
  return all ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  const isUsage = error instanceof Missing || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${isUsage ? (error as Error).message : (error as Error).stack}\n`);
  return 2;
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { build } from 'esbuild';
import { asDeployed } from '../../infra/bundle.ts';
import { clientToken, givenAppointment, givenClient, givenPractice } from '../support/given.ts';
import { type BenchRow, median } from './row.ts';

/** The start of a function, cold and warm, against a control with the usual stack. */

const run = promisify(execFile);
const folder = import.meta.dirname;

/** Each function's bundle: ours as it is deployed, the control's with the options that everyone begins with. */
async function bundles(into: string) {
  const ours = join(into, 'portico.mjs');
  const control = join(into, 'control.cjs');
  await build({
    ...asDeployed,
    entryPoints: [join(folder, '../../functions/client/read-appointment/handler.ts')],
    outfile: ours,
  });
  await build({
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    entryPoints: [join(folder, 'control/read-appointment.ts')],
    outfile: control,
    logLevel: 'warning',
  });
  return { ours, control };
}

interface Run {
  init: number;
  first: number;
  /** Of both together. */
  cpu: number;
  warm: number[];
  status: number;
  body: string;
}

/** One fresh process, with no more in its environment than a function finds. */
async function fresh(bundle: string, event: object, calls: number): Promise<Run> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(AWS_|TABLE_NAME|SITE_URL|PATH$|TZ$)/.test(name)),
  );
  const child = [join(folder, 'cold-child.mjs'), bundle, JSON.stringify(event), String(calls)];
  const { stdout } = await run(process.execPath, child, { env, maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Run;
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Rows for the report: size, load and first call in fresh processes (taken in turns), then warm calls. */
export async function bench({ runs = 31, warmCalls = 200 } = {}): Promise<BenchRow[]> {
  const given = await givenPractice();
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client);
  const event = {
    version: '2.0',
    routeKey: 'GET /v1/me/appointments/{appointmentId}',
    rawPath: `/v1/me/appointments/${appointment.id}`,
    headers: { authorization: `Bearer ${await clientToken(given, client)}` },
    requestContext: { requestId: 'bench', http: { method: 'GET' } },
    pathParameters: { appointmentId: appointment.id },
    isBase64Encoded: false,
  };
  const into = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  try {
    const { ours, control } = await bundles(into);
    const sizes = { ours: (await stat(ours)).size, control: (await stat(control)).size };
    const all: { ours: Run[]; control: Run[] } = { ours: [], control: [] };
    for (let number = 0; number < runs; number += 1) {
      all.ours.push(await fresh(ours, event, 0));
      all.control.push(await fresh(control, event, 0));
    }
    const warm = {
      ours: await fresh(ours, event, warmCalls),
      control: await fresh(control, event, warmCalls),
    };
    const answers = [...all.ours, ...all.control, warm.ours, warm.control];
    const first = JSON.parse(answers[0]?.body ?? 'null');
    const alike = answers.filter(
      ({ status, body }) => status === 200 && isDeepStrictEqual(JSON.parse(body), first),
    ).length;
    const middle = (which: 'ours' | 'control', what: (run: Run) => number) => median(all[which].map(what));
    const compared = (name: string, what: (run: Run) => number, aim?: string): BenchRow => ({
      name,
      value: `${ms(middle('ours', what))} against ${ms(middle('control', what))}`,
      ratio: middle('ours', what) / middle('control', what),
      ...(aim && { aim }),
    });
    return [
      {
        name: 'read-appointment: answers alike, of Portico and of the control',
        value: `${alike} of ${answers.length}`,
        aim: 'all',
        wrong: alike !== answers.length,
      },
      {
        name: 'bundle',
        value: `${(sizes.ours / 1024).toFixed(0)} KB against ${(sizes.control / 1024).toFixed(0)} KB`,
        ratio: sizes.ours / sizes.control,
        aim: '<= 300 KB',
      },
      compared('load and first call, fresh process', ({ init, first }) => init + first, '<= 0.55 x'),
      compared('- processor time of both', ({ cpu }) => cpu),
      compared('- load alone', ({ init }) => init),
      compared('- first call alone', ({ first }) => first),
      {
        name: 'warm call',
        value: `${ms(median(warm.ours.warm))} against ${ms(median(warm.control.warm))}`,
        ratio: median(warm.ours.warm) / median(warm.control.warm),
      },
    ];
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

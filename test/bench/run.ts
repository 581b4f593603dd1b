import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEngine } from '../../infra/local/engine.ts';
import { freePort } from '../../infra/local/prerequisites.ts';
import { engineEnvironment } from '../../infra/local/project.ts';
import { makeTable } from '../support/table.ts';
import type { BenchRow } from './row.ts';

/**
 * `npm run bench`: every figure that Portico is held to, with ratios from this one run. Timings never fail it;
 * a control that gives another answer does, and a count beyond its bound.
 *
 * `npm run bench -- cold costs` runs those parts alone: `openings`, `openings-practice`, `cold`, `costs`; `import` and `model` run only
 * when they are named, as they take minutes.
 */

const parts = {
  openings: async () => (await import('./openings.ts')).bench(),
  'openings-practice': async () => (await import('./openings-practice.ts')).bench(),
  cold: async () => (await import('./cold.ts')).bench(),
  costs: async () =>
    (await import('./costs.ts')).bench({ told: (line) => process.stderr.write(`${line}\n`) }),
  model: async () =>
    (await import('./model.ts')).bench({ told: (line) => process.stderr.write(`${line}\n`) }),
  import: async () =>
    (await import('./import-large.ts')).bench({ told: (line) => process.stderr.write(`${line}\n`) }),
};
type Part = keyof typeof parts;

const named = process.argv.slice(2).filter((name): name is Part => name in parts);
const takeMinutes: readonly Part[] = ['import', 'model'];
const usual = (Object.keys(parts) as Part[]).filter((part) => !takeMinutes.includes(part));
const chosen = named.length > 0 ? named : usual;

function print(rows: readonly BenchRow[]): void {
  const cells = rows.map(({ name, value, ratio, aim, wrong }) => [
    name,
    value,
    ratio === undefined ? '' : `${ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2)} x`,
    aim ?? '',
    wrong ? 'WRONG' : '',
  ]);
  const table = [['name', 'value', 'ratio', 'aim', ''], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** Handlers write a line for each request; a thousand of them would hide the report. */
function quietly(): () => void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string | Uint8Array, ...rest: []) =>
    String(text).startsWith('{"level":') || write(text, ...rest)) as typeof process.stdout.write;
  return () => {
    process.stdout.write = write;
  };
}

const given = process.env.AWS_ENDPOINT_URL;
const engine = given ? undefined : await startEngine('bench-engine', await freePort(), console.log);
Object.assign(process.env, engineEnvironment(engine?.endpoint ?? String(given)), {
  TABLE_NAME: `bench-${Date.now()}`,
  UPLOADS_BUCKET: `bench-${Date.now()}`,
  SITE_URL: 'http://127.0.0.1',
  SENDER_ADDRESS: 'no-reply@portico.example',
});
const client = new DynamoDBClient();
const loud = quietly();
let failed = false;
try {
  await makeTable(client, String(process.env.TABLE_NAME));
  for (const part of chosen) {
    const rows = await parts[part]();
    print(rows);
    console.log();
    failed ||= rows.some(({ wrong }) => wrong);
  }
} finally {
  loud();
  client.destroy();
  await engine?.stop();
}
process.exitCode = failed ? 1 : 0;

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { getImport } from '../../shared/data/import.ts';
import { importViewOf } from '../../shared/domain/import/progress.ts';
import { env } from '../../shared/runtime/env.ts';
import { givenPractice } from '../support/given.ts';
import { givenUpload, oneChunk } from '../support/imports.ts';
import type { BenchRow } from './row.ts';

/** A large import, chunk after chunk as its flow takes them: how long a row takes, first and last, and the memory. */

const ROWS = 100_000;
/** A Lambda of the flow has 512 MB. */
const allowed = 512;

/** What is in use once nothing is left to collect, bytes: what would grow if something were kept of each row. */
const liveHeap = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
};

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

const csv = (rows: number): string => {
  const lines = Array.from(
    { length: rows },
    (_, at) => `c${at},Given${at},Family${at % 997},1980-05-17,SE1 0ZZ,c${at}@mail.example,yes`,
  );
  return ['externalId,givenName,familyName,dateOfBirth,postcode,email,emailConsent', ...lines].join('\n');
};

/** Imports the clients of a large file. `told` hears how far it has come. */
export async function bench({
  told = () => {},
}: {
  told?: (line: string) => void;
} = {}): Promise<BenchRow[]> {
  const s3 = new S3Client();
  await s3.send(new CreateBucketCommand({ Bucket: env('uploads') }));
  s3.destroy();
  const given = await givenPractice();
  const { id } = await givenUpload(given, 'clients.csv', csv(ROWS));
  const done = async () => {
    const it = await getImport(given, id);
    if (!it) throw new Error('The import is gone.');
    return importViewOf(it);
  };
  const [began, before] = [performance.now(), process.cpuUsage()];
  const speeds: number[] = [];
  const heaps: number[] = [liveHeap()];
  let imported = 0;
  for (let over = false; !over; ) {
    const from = performance.now();
    over = await oneChunk(given, id);
    const now = (await done()).imported;
    const rows = now - imported;
    // The last chunk may have hardly any.
    if (rows > 500) speeds.push((performance.now() - from) / rows);
    imported = now;
    heaps.push(liveHeap());
    told(`import: ${imported} rows, ${megabytes(heaps.at(-1) ?? 0)} MB in use`);
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const it = await done();
  const [least, most] = [heaps[0] ?? 0, Math.max(...heaps)];
  const [first = Number.NaN, last = Number.NaN] = [speeds[0], speeds.at(-1)];
  return [
    {
      name: `import of ${ROWS} clients`,
      value: `${seconds.toFixed(0)} s, ${(imported / seconds).toFixed(0)} rows/s`,
      wrong: it.state !== 'done' || it.imported !== ROWS,
    },
    {
      name: 'a row in the last chunk, against the first',
      value: `${last.toFixed(2)} ms`,
      ratio: last / first,
      aim: 'no slower: < 1.5 x',
    },
    {
      name: 'processor time of a row',
      value: `${((user + system) / 1000 / imported).toFixed(2)} ms`,
    },
    {
      name: 'memory in use after a chunk, at most, and before the first',
      value: `${megabytes(most)} MB, ${megabytes(least)} MB`,
      aim: `< ${allowed} MB, a function's`,
      wrong: megabytes(most) >= allowed,
    },
  ];
}

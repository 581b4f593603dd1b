import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type ChunkEnd, runChunk } from '../../functions/flow/import-chunk/run.ts';
import type { Change } from '../../shared/data/change.ts';
import { newId } from '../../shared/data/change.ts';
import { getImport, listImportProblems, putImport } from '../../shared/data/import.ts';
import { queryAll, record, transact } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import type { Client } from '../../shared/domain/client.ts';
import type { ImportProblem } from '../../shared/domain/import/problem.ts';
import { formatOf, type Import, importViewOf, newImport } from '../../shared/domain/import/progress.ts';
import { uploadKey } from '../../shared/domain/import/upload.ts';
import { env } from '../../shared/runtime/env.ts';
import { systemChange } from '../../shared/runtime/listen.ts';

/** Imports in this process, over the engine's table and bucket. */

/** Puts a file where an import waits for it, as if it had been uploaded. */
export async function givenUpload(
  scope: Scope,
  fileName: string,
  content: string | Uint8Array,
  parts: Partial<Import> = {},
): Promise<Import> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const waiting = newImport({
    id: newId('import', Date.now()),
    fileName,
    format: formatOf(fileName) ?? 'csv',
    source: 'import',
    bytes: bytes.length,
    startedBy: newId('staff', Date.now()),
    mayMakeAdmins: false,
    createdAt: new Date(Date.now()).toISOString(),
    ...parts,
  });
  await transact([putImport(scope, waiting, 'new')]);
  await putUpload(scope, waiting.id, bytes);
  return waiting;
}

/**
 * Puts the bytes of an import into the bucket; not by a signed address, which the clocks of tests would have
 * expire before it is made.
 */
export async function putUpload(scope: Scope, importId: string, bytes: Uint8Array): Promise<void> {
  const s3 = new S3Client();
  const place = { Bucket: env('uploads'), Key: uploadKey(scope.practiceId, importId) };
  await s3.send(new PutObjectCommand({ ...place, Body: bytes }));
  s3.destroy();
}

const change = (clock: () => number): Change => systemChange('import-chunk', 'test', clock(), clock);

/** Runs one chunk; `clock` tells it how late it is. Answers whether the import is over. */
export const oneChunk = async (scope: Scope, importId: string, clock = Date.now): Promise<boolean> =>
  (await endOfChunk(scope, importId, clock)) === 'over';

/** Runs one chunk, and answers how it ended. */
export const endOfChunk = (scope: Scope, importId: string, clock = Date.now): Promise<ChunkEnd> =>
  runChunk(scope, importId, change(clock));

/** Imports a file to its end. */
export async function imported(
  scope: Scope,
  fileName: string,
  content: string | Uint8Array,
  parts: Partial<Import> = {},
) {
  const { id } = await givenUpload(scope, fileName, content, parts);
  while (!(await oneChunk(scope, id)));
  return outcome(scope, id);
}

/** What staff see of an import, with all its problems. */
export async function outcome(scope: Scope, importId: string) {
  const it = await getImport(scope, importId);
  if (!it) throw new Error('No such import.');
  const problems: ImportProblem[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await listImportProblems(scope, importId, { limit: 100, ...(cursor && { cursor }) });
    problems.push(...page.items);
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  return { ...importViewOf(it), problems };
}

const byIndex = async <T>(index: 'gsi1' | 'gsi2', partition: string): Promise<T[]> => {
  const items = await queryAll({
    IndexName: index,
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': `${index}pk` },
    ExpressionAttributeValues: { ':pk': partition },
  });
  return items.map((item) => record<T>(item));
};

/** All clients of a practice. */
export const clientsOf = ({ practiceId }: Scope) => byIndex<Client>('gsi1', `CLIENTS#${practiceId}`);

/** All appointments of a clinician, by start. */
export const diaryOf = ({ practiceId }: Scope, staffId: string) =>
  byIndex<Appointment>('gsi2', `DIARY#${practiceId}#${staffId}`);

import { getCatalogue } from '../../../shared/data/catalogue.ts';
import type { Change } from '../../../shared/data/change.ts';
import { getImport, saveProgress } from '../../../shared/data/import.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { found, Refused } from '../../../shared/domain/decision.ts';
import type { ImportProblem } from '../../../shared/domain/import/problem.ts';
import {
  advanced,
  checked,
  type Import,
  isOver,
  passEnded,
  rejected,
} from '../../../shared/domain/import/progress.ts';
import { uploadKey } from '../../../shared/domain/import/upload.ts';
import { e164 } from '../../../shared/gateway/phone.ts';
import { type Piece, readUpload, UploadGone } from '../../../shared/gateway/uploads.ts';
import { importBatch } from './batch.ts';
import { checkFile } from './check.ts';
import type { Context } from './context.ts';
import { permitOf } from './permit.ts';
import { batches } from './rows.ts';

/** A chunk begins no further batch after so long, milliseconds; then the next one goes on. */
const CHUNK = 20_000;

/** What came of a chunk: the import is over; there is more; or writes of the practice have ended for a while. */
export type ChunkEnd = 'over' | 'more' | 'frozen';

/**
 * Goes on with an import for a while. Position and counts are saved after each
 * batch, over the version that was read: a chunk that is run again takes up where the last save was, and rows
 * that had gone in by then are recognised by their outside names.
 */
export async function runChunk(scope: Scope, importId: string, change: Change): Promise<ChunkEnd> {
  let it = found(await getImport(scope, importId));
  const save = async (after: Import, problems: readonly ImportProblem[] = []) => {
    await saveProgress(scope, it, after, problems);
    it = after;
  };
  const at = () => new Date(change.clock()).toISOString();
  const key = uploadKey(scope.practiceId, importId);
  try {
    if (it.state === 'waiting') {
      const looked = await checkFile(it, readUpload(key, 0));
      await save(
        'problem' in looked ? rejected(it, looked.problem, at()) : checked(it, looked.contents, at()),
      );
    }
    if (isOver(it)) return 'over';
    const context = await contextOf(scope, it, change);
    await context.mayWrite();
    while (!isOver(it) && it.contents) {
      const pieces = bytesOf(readUpload(key, it.position.offset, it.contents.tag));
      for await (const batch of batches(it, it.contents, context.reading, pieces)) {
        const { counts, problems } = await importBatch(context, batch);
        await save(advanced(it, batch.at(-1)?.next ?? it.position, counts), problems);
        if (change.clock() - change.now > CHUNK) return 'more';
      }
      await save(passEnded(it, at()));
    }
    return 'over';
  } catch (error) {
    // Rows of the batch that had gone in are recognised when it is read again.
    if (error instanceof Refused && error.refusal.code === 'frozen') return 'frozen';
    if (!(error instanceof UploadGone)) throw error;
    const reason = 'The uploaded file is gone, or was replaced while it was read. Start a new import.';
    await save(rejected(it, { line: null, field: 'file', reason }, at()));
    return 'over';
  }
}

async function* bytesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of pieces) yield bytes;
}

async function contextOf(scope: Scope, it: Import, change: Change): Promise<Context> {
  const [stored, catalogue] = await Promise.all([getPractice(scope), getCatalogue(scope)]);
  const practice = found(stored);
  return {
    scope,
    change: { ...change, cause: 'import', actor: `staff:${it.startedBy}`, correlationId: it.id },
    import: it,
    // Fixed, so that a chunk that is run again decides alike.
    now: Date.parse(it.createdAt),
    practice,
    mayWrite: permitOf(scope, change.clock),
    catalogue,
    reading: {
      source: it.source,
      country: practice.country,
      phone: e164,
      mayMakeAdmins: it.mayMakeAdmins,
      now: Date.parse(it.createdAt),
    },
  };
}

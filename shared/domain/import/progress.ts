import * as z from 'zod';
import { instant } from '../appointment.ts';
import { importId } from '../id.ts';
import type { FileProblem } from './problem.ts';
import { type RowKind, rowKinds } from './record.ts';
import { fileStart, type Position } from './splitter.ts';

/** The life of one import: a file of one practice, from the promise of an upload to the last row. */

export const importState = z.enum(['waiting', 'running', 'done', 'rejected', 'failed']).meta({
  description:
    '`waiting` for the upload; `rejected`: refused before its first row; `failed`: it stopped, and the same file may be sent again.',
});
export type ImportState = z.infer<typeof importState>;

/** The largest file, bytes: its check must end well within one run of a function. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/** How a file is written; told by its name, and for `.json` by its beginning. */
export const importFormat = z.enum(['csv', 'ndjson', 'json']);
export type ImportFormat = z.infer<typeof importFormat>;

const formats: Record<string, ImportFormat> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
};

/** The format that a file's name promises, or null. */
export const formatOf = (fileName: string): ImportFormat | null =>
  formats[/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''] ?? null;

/** What the check of a file found. */
export interface Contents {
  /** Whether rows are lines or entries of one document; for `json` only the check can tell. */
  rowsAre: 'csv' | 'lines' | 'entries';
  rows: number;
  /** Rows whose type of resource is of no use here. */
  skipped: number;
  /** The sorts of row that are there, in the order of import. */
  kinds: RowKind[];
  header: string[];
  delimiter: string;
  /** The entity tag of what was checked: what is read later must be the same. */
  tag: string;
}

export interface Counts {
  imported: number;
  /** Here already: nothing was changed. */
  unchanged: number;
  rejected: number;
}

/** One import as it is stored. */
export interface Import {
  id: string;
  fileName: string;
  format: ImportFormat;
  source: string;
  bytes: number;
  state: ImportState;
  startedBy: string;
  mayMakeAdmins: boolean;
  createdAt: string;
  finishedAt: string | null;
  contents: Contents | null;
  /** The sort of row that is being imported: an index of `contents.kinds`. */
  pass: number;
  /** Where the next row of this pass is. */
  position: Position;
  counts: Counts;
  rejection: FileProblem | null;
  version: number;
}

/** An import that waits for its file. */
export const newImport = (
  it: Pick<
    Import,
    'id' | 'fileName' | 'format' | 'source' | 'bytes' | 'startedBy' | 'mayMakeAdmins' | 'createdAt'
  >,
): Import => ({
  ...it,
  state: 'waiting',
  finishedAt: null,
  contents: null,
  pass: 0,
  position: fileStart,
  counts: { imported: 0, unchanged: 0, rejected: 0 },
  rejection: null,
  version: 1,
});

/** Whether nothing more will come of it. */
export const isOver = ({ state }: Pick<Import, 'state'>): boolean =>
  state !== 'waiting' && state !== 'running';

/** After the check: the first pass begins, or there was nothing in it for us. */
export function checked(it: Import, contents: Contents, at: string): Import {
  const kinds = rowKinds.filter((kind) => contents.kinds.includes(kind));
  const begun: Import = {
    ...it,
    state: 'running',
    contents: { ...contents, kinds },
    version: it.version + 1,
  };
  return kinds.length > 0 ? begun : { ...begun, state: 'done', finishedAt: at };
}

/** Refused as a whole, before its first row (product 8.3). */
export const rejected = (it: Import, rejection: FileProblem, at: string): Import => ({
  ...it,
  state: 'rejected',
  rejection,
  finishedAt: at,
  version: it.version + 1,
});

/** Stopped for a reason of ours: what is in stays in, and the same file may be sent again. */
export const failed = (it: Import, at: string): Import => ({
  ...it,
  state: 'failed',
  finishedAt: at,
  version: it.version + 1,
});

/** After some rows. */
export const advanced = (it: Import, position: Position, more: Counts): Import => ({
  ...it,
  position,
  counts: {
    imported: it.counts.imported + more.imported,
    unchanged: it.counts.unchanged + more.unchanged,
    rejected: it.counts.rejected + more.rejected,
  },
  version: it.version + 1,
});

/** After the last row of a pass: the next one begins at the start of the file, or all is done. */
export function passEnded(it: Import, at: string): Import {
  const next = { ...it, pass: it.pass + 1, position: fileStart, version: it.version + 1 };
  return next.pass < (it.contents?.kinds.length ?? 0) ? next : { ...next, state: 'done', finishedAt: at };
}

/** An import as staff see it. */
export const importView = z
  .object({
    id: importId,
    fileName: z.string(),
    state: importState,
    rows: z.int().nullable().meta({ description: 'In the file; null until it has been looked through.' }),
    imported: z.int(),
    unchanged: z.int().meta({ description: 'Were here already.' }),
    rejected: z.int().meta({ description: 'Bad rows: see the problems.' }),
    skipped: z.int().meta({ description: 'FHIR resources of types that Portico has no use for.' }),
    rejection: z
      .object({ line: z.int().nullable(), field: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: 'Why the whole file was refused.' }),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });

/** What staff see of an import. */
export const importViewOf = (it: Import): z.infer<typeof importView> => ({
  id: it.id,
  fileName: it.fileName,
  state: it.state,
  rows: it.contents?.rows ?? null,
  ...it.counts,
  skipped: it.contents?.skipped ?? 0,
  rejection: it.rejection,
  createdAt: it.createdAt,
  finishedAt: it.finishedAt,
});

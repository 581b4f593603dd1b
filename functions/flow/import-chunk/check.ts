import { bundleSplitter } from '../../../shared/domain/import/bundle.ts';
import { kindOfHeader } from '../../../shared/domain/import/csv-columns.ts';
import { delimiterOf } from '../../../shared/domain/import/csv-delimiter.ts';
import { fhirRow, kindOfFhirRow } from '../../../shared/domain/import/fhir-record.ts';
import { lineSplitter } from '../../../shared/domain/import/lines.ts';
import type { FileProblem } from '../../../shared/domain/import/problem.ts';
import type { Contents, Import } from '../../../shared/domain/import/progress.ts';
import type { RowKind } from '../../../shared/domain/import/record.ts';
import { fileStart } from '../../../shared/domain/import/splitter.ts';
import { csvRows, NotCsv } from '../../../shared/gateway/csv.ts';
import type { Piece } from '../../../shared/gateway/uploads.ts';

type Checked = { contents: Contents } | { problem: FileProblem };
type Pieces = AsyncIterable<Piece>;

/** The file is not text in UTF-8. */
class NotUtf8 extends Error {
  readonly problem: FileProblem;
  constructor(line: number, reason: string) {
    super('The file is not UTF-8.');
    this.name = 'NotUtf8';
    this.problem = { line, field: 'encoding', reason };
  }
}

/**
 * Looks a whole file through before its first row: encoding, header, structure (product 8.3). Counts what
 * there is, so that progress can be told and later passes know which sorts of row to look for.
 */
export async function checkFile(it: Import, pieces: Pieces): Promise<Checked> {
  let tag = '';
  let first: Uint8Array = new Uint8Array();
  const bytes = async function* () {
    for await (const piece of utf8(pieces)) {
      tag = piece.tag;
      yield piece.bytes;
    }
  };
  const source = bytes();
  const beginning = await source.next().catch(asProblem);
  if ('problem' in beginning) return beginning;
  if (beginning.done || beginning.value.length === 0)
    return { problem: { line: null, field: 'file', reason: 'The file is empty.' } };
  first = beginning.value;
  const whole = async function* () {
    yield first;
    yield* source;
  };
  const found = await check(it, first, whole()).catch(asProblem);
  return 'problem' in found ? found : { contents: { ...found, tag } };
}

function asProblem(error: unknown): { problem: FileProblem } {
  if (error instanceof NotUtf8) return { problem: error.problem };
  if (error instanceof NotCsv) return { problem: { line: error.line, field: 'row', reason: error.reason } };
  throw error;
}

type Found = Omit<Contents, 'tag'>;
type Bytes = AsyncIterable<Uint8Array>;

function check(it: Import, first: Uint8Array, bytes: Bytes): Promise<Found | { problem: FileProblem }> {
  if (it.format === 'csv') return checkCsv(first, bytes);
  return it.format === 'json' && !beginsWithResource(first) ? checkBundle(bytes) : checkLines(bytes);
}

/** Whether the first line is a resource by itself, other than a Bundle: then rows are lines. */
function beginsWithResource(first: Uint8Array): boolean {
  const [line = ''] = new TextDecoder().decode(first).trimStart().split('\n', 1);
  const row = fhirRow(line, false);
  return row !== null && row.resource.resourceType !== 'Bundle';
}

async function checkCsv(first: Uint8Array, bytes: Bytes): Promise<Found | { problem: FileProblem }> {
  const [firstLine = ''] = new TextDecoder().decode(first.subarray(0, 65_536)).split(/[\r\n]/, 1);
  const delimiter = delimiterOf(firstLine);
  let header: string[] | undefined;
  let rows = 0;
  for await (const { cells } of csvRows(bytes, fileStart, delimiter)) {
    if (header) rows += 1;
    else {
      header = cells.map((cell) => cell.trim());
      const kind = kindOfHeader(header);
      if ('problem' in kind) return kind;
    }
  }
  const kind = kindOfHeader(header ?? []);
  if ('problem' in kind) return kind;
  const kinds: RowKind[] = rows > 0 ? [kind.kind] : [];
  return { rowsAre: 'csv', rows, skipped: 0, kinds, header: header ?? [], delimiter };
}

async function checkLines(bytes: Bytes): Promise<Found> {
  const count = new Census();
  const splitter = lineSplitter(fileStart);
  for await (const piece of bytes) for (const { text } of splitter.push(piece)) count.add(text, false);
  for (const { text } of splitter.end()) count.add(text, false);
  return { rowsAre: 'lines', ...count.found() };
}

async function checkBundle(bytes: Bytes): Promise<Found | { problem: FileProblem }> {
  const count = new Census();
  const splitter = bundleSplitter(fileStart);
  for await (const piece of bytes) for (const { text } of splitter.push(piece)) count.add(text, true);
  const problem = splitter.problem();
  return problem ? { problem } : { rowsAre: 'entries', ...count.found() };
}

/** Counts FHIR rows by their sort. */
class Census {
  readonly #kinds = new Set<RowKind>();
  #rows = 0;
  #skipped = 0;

  add(text: string | null, entry: boolean): void {
    const kind = kindOfFhirRow(text === null ? null : fhirRow(text, entry));
    if (kind === 'skipped') this.#skipped += 1;
    else {
      this.#rows += 1;
      this.#kinds.add(kind);
    }
  }

  found(): Omit<Found, 'rowsAre'> {
    return { rows: this.#rows, skipped: this.#skipped, kinds: [...this.#kinds], header: [], delimiter: ',' };
  }
}

/** Passes pieces on while they are UTF-8; throws `NotUtf8` with the line where they cease to be. */
async function* utf8(pieces: Pieces): AsyncGenerator<Piece> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let isFirst = true;
  for await (const piece of pieces) {
    const [one, two] = piece.bytes;
    if (isFirst && ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)))
      throw new NotUtf8(1, 'This is UTF-16. Save the file as UTF-8 ("CSV UTF-8" in spreadsheets).');
    isFirst = false;
    try {
      decoder.decode(piece.bytes, { stream: true });
    } catch {
      throw new NotUtf8(
        line + linesBeforeBreak(piece.bytes),
        'This is not UTF-8. Save the file as UTF-8 ("CSV UTF-8" in spreadsheets).',
      );
    }
    line += newlines(piece.bytes);
    yield piece;
  }
  try {
    decoder.decode();
  } catch {
    throw new NotUtf8(line, 'The file ends within a character: it may be cut off.');
  }
}

const LINE_FEED = 0x0a;

const newlines = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + Number(byte === LINE_FEED), 0);

/** How many whole lines at the beginning of some bytes are UTF-8; the first may begin within a character. */
function linesBeforeBreak(bytes: Uint8Array): number {
  let lines = 0;
  let start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, start)) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, at));
    } catch {
      return lines;
    }
    lines += 1;
    start = at + 1;
  }
  return lines;
}

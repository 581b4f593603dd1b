import { bundleSplitter } from '../../../shared/domain/import/bundle.ts';
import type { CsvKind } from '../../../shared/domain/import/csv-columns.ts';
import { readCsvRow } from '../../../shared/domain/import/csv-record.ts';
import { fhirRow, kindOfFhirRow, readFhirRow } from '../../../shared/domain/import/fhir-record.ts';
import { lineSplitter } from '../../../shared/domain/import/lines.ts';
import type { RowRead } from '../../../shared/domain/import/problem.ts';
import type { Contents, Import } from '../../../shared/domain/import/progress.ts';
import type { ImportRecord, Reading, RowKind } from '../../../shared/domain/import/record.ts';
import type { Position, RawRow } from '../../../shared/domain/import/splitter.ts';
import { csvRows } from '../../../shared/gateway/csv.ts';

/** One row of the present pass, read. */
export interface ReadRow {
  row: number;
  line: number;
  /** Where the row after it begins. */
  next: Position;
  read: RowRead<ImportRecord>;
}

/** Rows are imported so many at a time: one trip finds all that they refer to. */
const BATCH = 100;

type Bytes = AsyncIterable<Uint8Array>;

/** The rows of an import's present pass from where it has come to, a batch at a time, in the order of the file. */
export async function* batches(it: Import, contents: Contents, reading: Reading, bytes: Bytes) {
  const kind = contents.kinds[it.pass];
  if (kind === undefined) return;
  const rows =
    contents.rowsAre === 'csv'
      ? readCsv(it.position, contents, kind as CsvKind, reading, bytes)
      : readFhir(it.position, contents.rowsAre, kind, reading, bytes);
  let batch: ReadRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* readCsv(
  from: Position,
  { header, delimiter }: Contents,
  kind: CsvKind,
  reading: Reading,
  bytes: Bytes,
): AsyncGenerator<ReadRow> {
  let row = from.row;
  let isHeader = from.offset === 0;
  for await (const { line, end, cells } of csvRows(bytes, from, delimiter)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    row += 1;
    yield { row, line, next: { ...end, row }, read: readCsvRow(kind, header, cells, reading) };
  }
}

async function* readFhir(
  from: Position,
  rowsAre: 'lines' | 'entries',
  kind: RowKind,
  reading: Reading,
  bytes: Bytes,
): AsyncGenerator<ReadRow> {
  const entry = rowsAre === 'entries';
  const splitter = entry ? bundleSplitter(from) : lineSplitter(from);
  const readRaw = ({ row, line, next, text }: RawRow): ReadRow[] => {
    const resource = text === null ? null : fhirRow(text, entry);
    if (kindOfFhirRow(resource) !== kind) return [];
    return [{ row, line, next, read: readFhirRow(resource, reading) }];
  };
  for await (const piece of bytes) for (const raw of splitter.push(piece)) yield* readRaw(raw);
  for (const raw of splitter.end()) yield* readRaw(raw);
}

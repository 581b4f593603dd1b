import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { LONGEST_ROW, type Position } from '../domain/import/splitter.ts';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line on which it begins, from 1: quoted cells may hold further ones. */
  line: number;
  /** Bytes from the start of the file to what follows it, and the line there. */
  end: { offset: number; line: number };
  cells: string[];
}

/** The file stops being CSV at this line. */
export class NotCsv extends Error {
  readonly line: number;
  readonly reason: string;
  constructor(line: number, reason: string) {
    super('The file is not CSV.');
    this.name = 'NotCsv';
    this.line = line;
    this.reason = reason;
  }
}

const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed: the file may be cut off.',
  CSV_INVALID_CLOSING_QUOTE:
    'Text follows a closing quotation mark. Write a quotation mark inside a cell twice.',
  INVALID_OPENING_QUOTE:
    'A quotation mark stands inside a cell without quotes. Quote the cell, and write it twice.',
  CSV_MAX_RECORD_SIZE: 'A row is longer than 1 MiB: a quotation mark may be missing.',
};

/**
 * The records of a CSV file from a position on, as its bytes come in: byte order mark, CRLF, quotes and line
 * breaks in quotes as RFC 4180 has them; empty lines are passed over. Throws `NotCsv`.
 */
export async function* csvRows(
  pieces: AsyncIterable<Uint8Array>,
  from: Pick<Position, 'offset' | 'line'>,
  delimiter: string,
): AsyncGenerator<CsvRow> {
  const lines = new LineCount(from);
  const counted = async function* () {
    for await (const bytes of pieces) {
      lines.add(bytes);
      yield bytes;
    }
  };
  const parser = parse({
    bom: from.offset === 0,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  // What goes wrong on the way comes out of the parser, which is read below.
  pipeline(Readable.from(counted(), { objectMode: true }), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = lines.atContent();
      const offset = from.offset + info.bytes;
      yield { line, end: { offset, line: lines.at(offset) }, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the last whole record ended: the rows before may not have been read yet.
    lines.at(from.offset + Number(error.bytes));
    throw new NotCsv(lines.atContent(), reasons[error.code] ?? 'This is not CSV.');
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Counts lines by the bytes between records: the parser's own count takes a CRLF inside quotes for two. */
class LineCount {
  #pieces: { start: number; bytes: Uint8Array }[] = [];
  #end: number;
  #offset: number;
  #line: number;
  #afterReturn = false;

  constructor({ offset, line }: Pick<Position, 'offset' | 'line'>) {
    this.#offset = offset;
    this.#end = offset;
    this.#line = line;
  }

  add(bytes: Uint8Array): void {
    this.#pieces.push({ start: this.#end, bytes });
    this.#end += bytes.length;
  }

  /** The line at an offset that is not before the last one asked for. */
  at(offset: number): number {
    while (this.#offset < offset) this.#pass();
    return this.#line;
  }

  /** The line of the next byte that is no line break. */
  atContent(): number {
    for (let byte = this.#byte(); byte === LINE_FEED || byte === RETURN; byte = this.#byte()) this.#pass();
    return this.#line;
  }

  #byte(): number | undefined {
    let [piece] = this.#pieces;
    while (piece && this.#offset >= piece.start + piece.bytes.length) {
      this.#pieces.shift();
      [piece] = this.#pieces;
    }
    return piece?.bytes[this.#offset - piece.start];
  }

  #pass(): void {
    const byte = this.#byte();
    // A return ends a line by itself, and together with a line feed after it only one.
    if (byte === RETURN || (byte === LINE_FEED && !this.#afterReturn)) this.#line += 1;
    this.#afterReturn = byte === RETURN;
    this.#offset += 1;
  }
}

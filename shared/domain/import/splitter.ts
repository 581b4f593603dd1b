/**
 * Splitting a file into rows while its bytes come in, so that no file is ever held whole. A splitter can start
 * at any place that an earlier row ended at.
 */

/** Where the next row begins: bytes from the start of the file, and the numbers of that line and row. */
export interface Position {
  offset: number;
  /** Of the line that `offset` lies on, from 1. */
  line: number;
  /** Rows before it. */
  row: number;
}

export const fileStart: Position = { offset: 0, line: 1, row: 0 };

export interface RawRow {
  /** From 1. */
  row: number;
  /** The line on which it begins, from 1. */
  line: number;
  /** Null: longer than a row may be, or not UTF-8. */
  text: string | null;
  /** Where the row after it begins. */
  next: Position;
}

/** Takes bytes piece by piece; answers with the rows that are complete. */
export interface Splitter {
  push(bytes: Uint8Array): RawRow[];
  /** What is left when the file ends. */
  end(): RawRow[];
}

/** The longest row that is read, bytes. */
export const LONGEST_ROW = 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of one row, gathered from the pieces that it is spread over; gives up on what is too long. */
export class RowBytes {
  #pieces: Uint8Array[] = [];
  #length = 0;

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#length += bytes.length;
    if (this.#length <= LONGEST_ROW) this.#pieces.push(bytes);
    else this.#pieces = [];
  }

  /** The text, null where it is too long or not UTF-8; empties itself. */
  take(): string | null {
    const pieces = this.#pieces;
    const length = this.#length;
    this.#pieces = [];
    this.#length = 0;
    if (length > LONGEST_ROW) return null;
    const [only] = pieces;
    try {
      if (pieces.length === 1 && only) return decoder.decode(only);
      const whole = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      return decoder.decode(whole);
    } catch {
      return null;
    }
  }
}

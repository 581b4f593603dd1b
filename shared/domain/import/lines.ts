import { type Position, type RawRow, RowBytes, type Splitter } from './splitter.ts';

const LINE_FEED = 0x0a;

/** Splits ndjson: one row a line; lines of nothing but blanks are no rows, and a byte order mark is passed over. */
export function lineSplitter(from: Position): Splitter {
  const bytes = new RowBytes();
  let { offset, line, row } = from;

  function finish(): RawRow[] {
    const first = line === 1;
    const raw = bytes.take();
    const text = first && raw?.startsWith('\ufeff') ? raw.slice(1) : raw;
    const begun = line;
    line += 1;
    if (text !== null && text.trim() === '') return [];
    row += 1;
    return [{ row, line: begun, text, next: { offset, line, row } }];
  }

  return {
    push(chunk) {
      const rows: RawRow[] = [];
      let start = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
        bytes.add(chunk.subarray(start, at));
        offset += at + 1 - start;
        start = at + 1;
        rows.push(...finish());
      }
      bytes.add(chunk.slice(start));
      offset += chunk.length - start;
      return rows;
    },
    end: finish,
  };
}

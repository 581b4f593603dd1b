import { versionProblem } from './fhir-release.ts';
import type { FileProblem } from './problem.ts';
import { type Position, type RawRow, RowBytes, type Splitter } from './splitter.ts';

/**
 * Splits a FHIR Bundle into its entries without holding the document. Braces and quotes are counted in the
 * bytes: in UTF-8 no part of a longer character looks like one. What stands around the entries (with `0` in
 * place of each) is kept and must be JSON in the end, so that a document that is cut off is found out.
 */
export interface BundleSplitter extends Splitter {
  /** After `end`: why the document is refused, or null. */
  problem(): FileProblem | null;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const isOpening = (byte: number) => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number) => byte === 0x7d || byte === 0x5d;
const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** What stands around the entries may be so long: a thousandth of it is usual. */
const LONGEST_FRAME = 4 * 1024 * 1024;
const MARK = [0xef, 0xbb, 0xbf];

/** Depth inside the list of entries: document, list. */
const AMONG_ENTRIES = 2;

/** @param from the start of the file, or where an entry ended */
export function bundleSplitter(from: Position): BundleSplitter {
  const resumed = from.offset > 0;
  const entry = new RowBytes();
  const frame: number[] = [];
  let { offset, line, row } = from;
  let depth = resumed ? AMONG_ENTRIES : 0;
  let inEntries = resumed;
  let inString = false;
  let escaped = false;
  let inEntry = false;
  let entryLine = line;

  const keep = (byte: number) => {
    if (frame.length <= LONGEST_FRAME) frame.push(byte);
  };
  const afterEntryName = () => depth === 1 && endsWith(frame, '"entry":');

  function push(chunk: Uint8Array): RawRow[] {
    const rows: RawRow[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === LINE_FEED) line += 1;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        if (!inEntry) keep(byte);
        continue;
      }
      if (byte === QUOTE) inString = true;
      if (isOpening(byte)) {
        if (inEntries && depth === AMONG_ENTRIES && byte === 0x7b) {
          inEntry = true;
          entryLine = line;
          start = at;
        } else if (afterEntryName() && byte === 0x5b) inEntries = true;
        depth += 1;
      } else if (isClosing(byte)) {
        depth -= 1;
        if (inEntry && depth === AMONG_ENTRIES) {
          entry.add(chunk.subarray(start, at + 1));
          row += 1;
          inEntry = false;
          rows.push({
            row,
            line: entryLine,
            text: entry.take(),
            next: { offset: offset + at + 1, line, row },
          });
          keep(0x30);
          continue;
        }
        if (inEntries && depth < AMONG_ENTRIES) inEntries = false;
      }
      if (!inEntry && !isBlank(byte)) keep(byte);
    }
    if (inEntry) entry.add(chunk.slice(start));
    offset += chunk.length;
    return rows;
  }

  function problem(): FileProblem | null {
    const refused = (field: string, reason: string): FileProblem => ({ line, field, reason });
    const bytes = MARK.every((byte, at) => frame[at] === byte) ? frame.slice(MARK.length) : frame;
    if (depth !== 0 || inString) return refused('file', 'The document is cut off: it ends inside itself.');
    if (frame.length > LONGEST_FRAME) return refused('file', 'There is too much beside the entries.');
    let document: unknown;
    try {
      document = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes)));
    } catch {
      return refused('file', 'This is not JSON.');
    }
    const bundle = document as { resourceType?: unknown; entry?: unknown } & Record<string, unknown>;
    if (typeof document !== 'object' || document === null || bundle.resourceType !== 'Bundle')
      return refused('resourceType', 'This is neither a FHIR Bundle nor one resource a line.');
    const foreign = versionProblem(bundle);
    if (foreign) return refused(`Bundle.${foreign}`, 'This is marked as another release of FHIR than R4.');
    if (bundle.entry === undefined) return null;
    if (!Array.isArray(bundle.entry) || bundle.entry.some((it) => it !== 0))
      return refused('Bundle.entry', 'The entries are not a list of objects.');
    return null;
  }

  return { push, end: () => [], problem };
}

function endsWith(bytes: readonly number[], text: string): boolean {
  if (bytes.length < text.length) return false;
  for (let at = 1; at <= text.length; at += 1)
    if (bytes[bytes.length - at] !== text.charCodeAt(text.length - at)) return false;
  return true;
}

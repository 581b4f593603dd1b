import { describe, expect, test } from 'vitest';
import { fileStart } from '../../../shared/domain/import/splitter.ts';
import { type CsvRow, csvRows, NotCsv } from '../../../shared/gateway/csv.ts';
import { fc } from '../../support/random.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The bytes in pieces that end at the given places. */
async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []) {
  let start = 0;
  for (const end of [...cuts, bytes.length].sort((one, other) => one - other)) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function all(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const found: CsvRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const rowsOf = (text: string, cuts: readonly number[] = []) =>
  all(csvRows(pieces(utf8(text), cuts), fileStart, ','));

const strange = '\ufeffid,name\r\n1,"Okafor,\r\n""Mar"""\r\n\r\n2,Zoë 😀\r\n3,"a\n\nb"\r\n4,z';

describe('a CSV file', () => {
  test('[8.3] is read with byte order mark, CRLF, quotes and line breaks in quotes, each row with its line', async () => {
    const rows = await rowsOf(strange);
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'id', 'name'],
      [2, '1', 'Okafor,\r\n"Mar"'],
      [5, '2', 'Zoë 😀'],
      [6, '3', 'a\n\nb'],
      [9, '4', 'z'],
    ]);
  });

  test('[8.3] gives the same rows however its bytes come in', async () => {
    const whole = await rowsOf(strange);
    const length = utf8(strange).length;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(length), { maxLength: 8 }), async (cuts) => {
        expect(await rowsOf(strange, cuts)).toEqual(whole);
      }),
    );
  });

  test('[8.3] goes on from the end of any row', async () => {
    const bytes = utf8(strange);
    const whole = await rowsOf(strange);
    for (const [at, { end }] of whole.entries()) {
      const rest = csvRows(pieces(bytes.subarray(end.offset)), end, ',');
      expect(await all(rest)).toEqual(whole.slice(at + 1));
    }
  });

  test('[8.3] may end its lines as old Macs did', async () => {
    const rows = await rowsOf('id,name\r1,a\r\r2,b');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'id', 'name'],
      [2, '1', 'a'],
      [4, '2', 'b'],
    ]);
  });

  test('[8.3] gives rows of any length, for whoever reads them to judge', async () => {
    expect((await rowsOf('a,b\n1\n1,2,3\n')).map(({ cells }) => cells.length)).toEqual([2, 1, 3]);
  });

  test.each([
    ['a quotation mark that is never closed', 'a,b\n1,2\n3,"x\n4,y\n', 3],
    ['a quotation mark inside a plain cell', 'a,b\n1,x"y\n', 2],
    ['text after a closing quotation mark', 'a,b\n1,2\n"x"y,2\n', 3],
    ['a row of more than a mebibyte', `a,b\n"${'x'.repeat(1024 * 1024 + 1)}",2\n`, 2],
  ])('[8.3] with %s is not CSV, from that line on', async (_, text, line) => {
    const error = await rowsOf(text).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(NotCsv);
    expect(error).toMatchObject({ line });
    expect((error as NotCsv).message).not.toContain('x');
  });

  test('[8.3] passes on what goes wrong while it is read', async () => {
    const broken = async function* () {
      yield utf8('a,b\n1,2\n');
      throw new Error('The line is dead.');
    };
    await expect(all(csvRows(broken(), fileStart, ','))).rejects.toThrow('The line is dead.');
  });
});

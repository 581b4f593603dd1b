import { describe, expect, test } from 'vitest';
import { bundleSplitter } from '../../../../shared/domain/import/bundle.ts';
import { lineSplitter } from '../../../../shared/domain/import/lines.ts';
import {
  fileStart,
  LONGEST_ROW,
  type RawRow,
  type Splitter,
} from '../../../../shared/domain/import/splitter.ts';
import { fc } from '../../../support/random.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Rows of a file whose bytes come in pieces that end at the given places. */
function split(splitter: Splitter, bytes: Uint8Array, cuts: readonly number[]): RawRow[] {
  const places = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
  const pieces = places.slice(1).map((end, at) => bytes.slice(places[at], end));
  const rows = pieces.flatMap((piece) => {
    const found = splitter.push(piece);
    piece.fill(0x78);
    return found;
  });
  return [...rows, ...splitter.end()];
}

const resources = [
  { resourceType: 'Patient', note: 'a "quote", a \\ and {[}' },
  { resourceType: 'Patient', name: 'Zoë 😀 Ångström', nested: { entry: [{ a: 1 }, []] } },
  { resourceType: 'Location' },
];

const bundles: [string, string][] = [
  [
    'minified',
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: resources.map((resource) => ({ resource })),
    }),
  ],
  [
    'written out',
    JSON.stringify(
      { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })), total: 3 },
      null,
      2,
    ),
  ],
  [
    'with its entries first and a byte order mark',
    `\ufeff{"entry" : [\n${resources.map((resource) => JSON.stringify({ resource })).join('\n,\n')}\n] , "resourceType":"Bundle"}\n`,
  ],
];

describe('a Bundle', () => {
  test.each(bundles)('[8.3] %s gives the same entries however its bytes come in', (_, text) => {
    const bytes = utf8(text);
    const whole = split(bundleSplitter(fileStart), bytes, []);
    expect(whole.map((row) => JSON.parse(row.text ?? '').resource)).toEqual(resources);
    expect(whole.map((row) => row.row)).toEqual([1, 2, 3]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const splitter = bundleSplitter(fileStart);
        expect(split(splitter, bytes, cuts)).toEqual(whole);
        expect(splitter.problem()).toBeNull();
      }),
    );
  });

  test.each(bundles)('[8.3] %s goes on from the end of any entry', (_, text) => {
    const bytes = utf8(text);
    const whole = split(bundleSplitter(fileStart), bytes, []);
    for (const [at, { next }] of whole.entries())
      expect(split(bundleSplitter(next), bytes.subarray(next.offset), [5])).toEqual(whole.slice(at + 1));
  });

  test('[8.3] tells the line on which an entry begins', () => {
    const [, second] = split(
      bundleSplitter(fileStart),
      utf8('{"resourceType":"Bundle",\n"entry":[\n{},\n\n{"resource":\n{}}]}'),
      [],
    );
    expect(second?.line).toBe(5);
  });

  const problemOf = (text: string) => {
    const splitter = bundleSplitter(fileStart);
    split(splitter, utf8(text), []);
    return splitter.problem();
  };

  test('[8.3] that is cut off anywhere is refused', () => {
    const text = bundles[0]?.[1] ?? '';
    for (let length = 0; length < text.length; length += 1)
      expect(problemOf(text.slice(0, length))).not.toBeNull();
    expect(problemOf(text)).toBeNull();
  });

  test.each([
    ['{"resourceType":"Patient"}', 'resourceType'],
    ['[]', 'resourceType'],
    ['null', 'resourceType'],
    ['{"resourceType":"Bundle","entry":[}]', 'file'],
    ['{"resourceType":"Bundle","entry":{}}', 'Bundle.entry'],
    ['{"resourceType":"Bundle","entry":[{},7]}', 'Bundle.entry'],
    ['{"resourceType":"Bundle","fhirVersion":"5.0.0"}', 'Bundle.fhirVersion'],
    [
      '{"resourceType":"Bundle","meta":{"profile":["http://hl7.org/fhir/5.0/StructureDefinition/Bundle"]}}',
      'Bundle.meta.profile',
    ],
    ['{"resourceType":"Bundle"} {"resourceType":"Bundle"}', 'file'],
    ['<Bundle xmlns="http://hl7.org/fhir"/>', 'file'],
  ])('[8.3] %s is refused', (text, field) => {
    expect(problemOf(text)?.field).toBe(field);
  });

  test('[8.3] without entries is an empty file', () => {
    expect(problemOf('{"resourceType":"Bundle","fhirVersion":"4.0.1"}')).toBeNull();
    expect(problemOf('{"x":[1],"resourceType":"Bundle"}')).toBeNull();
  });

  test('[8.3] with too much beside its entries is refused', () => {
    expect(problemOf(`{"resourceType":"Bundle","text":"${'x'.repeat(5 * 1024 * 1024)}"}`)?.field).toBe(
      'file',
    );
  });
});

describe('ndjson', () => {
  const text = '\ufeff{"a":1}\r\n\n  \n{"b":"é 😀"}\n{"c":3}';

  test('[8.3] has a row on each line that is not empty, however its bytes come in', () => {
    const bytes = utf8(text);
    const whole = split(lineSplitter(fileStart), bytes, []);
    expect(whole.map(({ row, line, text }) => [row, line, text?.trim()])).toEqual([
      [1, 1, '{"a":1}'],
      [2, 4, '{"b":"é 😀"}'],
      [3, 5, '{"c":3}'],
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        expect(split(lineSplitter(fileStart), bytes, cuts)).toEqual(whole);
      }),
    );
    for (const [at, { next }] of whole.entries())
      expect(split(lineSplitter(next), bytes.subarray(next.offset), [3])).toEqual(whole.slice(at + 1));
  });

  test('[8.3] that ends with a line break has no row after it', () => {
    expect(split(lineSplitter(fileStart), utf8('{}\n'), [])).toHaveLength(1);
    expect(split(lineSplitter(fileStart), utf8(''), [])).toEqual([]);
  });

  test('[8.3] gives up a row that is too long, or not UTF-8, and goes on with the next', () => {
    const long = `"${'x'.repeat(LONGEST_ROW)}"\n{}`;
    expect(split(lineSplitter(fileStart), utf8(long), [700_000]).map((row) => row.text)).toEqual([
      null,
      '{}',
    ]);
    const broken = new Uint8Array([0x22, 0xff, 0x22, 0x0a, 0x31]);
    expect(split(lineSplitter(fileStart), broken, []).map((row) => row.text)).toEqual([null, '1']);
    expect(split(lineSplitter(fileStart), broken, [2]).map((row) => row.text)).toEqual([null, '1']);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalisePostcode, postcodeKey } from '../../../shared/domain/postcode.ts';

const cases = new URL('../../../../shared/data/postcodes/', import.meta.url);
const read = <T>(name: string): { base: string; expected: T }[] =>
  existsSync(cases) ? JSON.parse(readFileSync(new URL(name, cases), 'utf8')).tests : [];

describe.runIf(existsSync(cases))('cases of others', () => {
  test.for(read<boolean>('validation.json'))(
    '[2.8] $base is a British postcode: $expected',
    ({ base, expected }) => {
      expect(normalisePostcode(base, 'GB') !== undefined).toBe(expected);
    },
  );

  test.for(read<string | null>('normalisation.json'))(
    '[2.8] $base is written $expected',
    ({ base, expected }) => {
      expect(normalisePostcode(base, 'GB') ?? null).toBe(expected);
    },
  );
});

test.each([
  ['GB', ' se232nf ', 'SE23 2NF'],
  ['GB', 'w1a-1aa', 'W1A 1AA'],
  ['GB', 'ｓｅ２３ ２ＮＦ', 'SE23 2NF'],
  ['GB', 'SE23 2N', undefined],
  ['GB', '66801', undefined],
  ['GB', '', undefined],
  ['JE', 'je24wd', 'JE2 4WD'],
  ['US', ' 66801 ', '66801'],
  ['US', '668011234', '66801-1234'],
  ['US', '66801-1234', '66801-1234'],
  ['US', '66801‑1234', '66801-1234'],
  ['US', '6680', undefined],
  ['US', 'SE23 2NF', undefined],
  ['US', '00000', undefined],
  ['PR', '00926', '00926'],
  ['NL', '1011  ab', '1011 AB'],
  ['PL', '00-950', '00-950'],
  ['IE', 'D02 AF30', 'D02 AF30'],
  ['DE', '0', undefined],
  ['DE', '!', undefined],
  ['DE', 'ABCDEFGHIJK', undefined],
])('[2.8] in %s "%s" is written %s', (country, text, written) => {
  expect(normalisePostcode(text, country)).toBe(written);
});

describe('comparing', () => {
  test.each([
    ['GB', 'SE23 2NF', 'se232nf'],
    ['GB', 'SE23 2NF', ' SE2 32-NF\t'],
    ['US', '66801', '66801-1234'],
    ['US', '66801-1234', '668015678'],
    ['PL', '00-950', '00950'],
  ])('[2.8] in %s "%s" and "%s" are the same', (country, one, other) => {
    expect(postcodeKey(one, country)).toBe(postcodeKey(other, country));
  });

  test.each([
    ['GB', 'SE23 2NF', 'SE23 2NG'],
    ['GB', 'SE23 2NF', 'SE23'],
    ['US', '66801', '66802'],
    ['US', '66801', '6680'],
    // Nine digits are a ZIP+4 only where there are ZIP codes.
    ['GB', '668011234', '66801'],
  ])('[2.8] in %s "%s" and "%s" are not', (country, one, other) => {
    expect(postcodeKey(one, country)).not.toBe(postcodeKey(other, country));
  });

  test.each([null, '', '  ', '-', '0', '00000', '00000-0000'])(
    '[2.8] %j is no postcode to compare',
    (text) => {
      expect(postcodeKey(text, 'US')).toBeUndefined();
    },
  );
});

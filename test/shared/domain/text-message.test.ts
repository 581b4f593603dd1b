import { expect, test } from 'vitest';
import {
  alphabetOf,
  fitText,
  measureText,
  partsOf,
  toGsm,
  unitsOf,
  writeText,
} from '../../../shared/domain/text-message.ts';
import { fc } from '../../support/random.ts';

test.each([
  ['Café Zoë — “Oak”…', 'Café Zoe - "Oak"...'],
  ['Łódź Œuvre', 'Lodz OEuvre'],
  ['a\u00a0b\n\tc', 'a b c'],
  ['Praxis für Körper & Geist', 'Praxis für Körper & Geist'],
  ['Zdravé ❤ tělo', 'Zdravé telo'],
  ['E\u0301cole', 'École'.replace('É', 'É')],
  ['診療所', ''],
])('[6.3] writes %j in the alphabet of texts', (text, written) => {
  expect(toGsm(text)).toBe(written);
});

test('[6.3] counts the characters that take two places', () => {
  expect(unitsOf('a€[b]')).toBe(8);
});

test.each([
  [160, 1],
  [161, 2],
  [306, 2],
  [307, 3],
])('[6.3] sends %i characters in %i parts', (length, parts) => {
  expect(partsOf('a'.repeat(length))).toBe(parts);
});

test('[6.3] leaves a short text as it is', () => {
  expect(fitText((name) => `${name}: moved.`, 'Oak Tree')).toBe('Oak Tree: moved.');
});

test('[6.3] shortens the name of the practice until the text takes two parts', () => {
  const text = fitText((name) => `${name}: ${'x'.repeat(280)}`, 'The Very Long Practice of Oak Tree');
  expect(text.slice(0, 26)).toBe('The Very Long Practic...: ');
  expect(unitsOf(text)).toBe(306);
});

test('[6.3] says “Your practice” where nothing of the name can be written', () => {
  expect(fitText((name) => `${name}: moved.`, '診療所 – “”')).toBe('Your practice: moved.');
});

test('[6.3] any name and phone make a text of one alphabet and at most two parts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (name) => {
      const text = fitText((short) => `${short}: ${'y'.repeat(230)}`, name);
      expect(partsOf(text)).toBeLessThanOrEqual(2);
      expect(toGsm(text)).toBe(text);
    }),
  );
});

test('[6.3] stops shortening where the rest alone is too long', () => {
  expect(fitText((name) => `${name}${'z'.repeat(400)}`, 'Oak').startsWith('O...z')).toBe(true);
});

test.each([
  ['Termin am Freitag, schön', 'gsm-7'],
  ['It’s “on” – see you…', 'gsm-7'],
  ['no\u00adbreak\u200b\u00a0here', 'gsm-7'],
  ['Zażółć gęślą jaźń', 'unicode'],
  ['Το ραντεβού σας', 'unicode'],
  ['ça va', 'unicode'],
  ['see you ❤', 'unicode'],
  ['สวัสดี', 'unicode'],
  ['', 'gsm-7'],
])('[1.12] knows the alphabet that words need: %j', (words, alphabet) => {
  expect(alphabetOf(words)).toBe(alphabet);
});

test.each([
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
])('[1.12] sends %i characters of Unicode in %i parts', (length, parts) => {
  expect(partsOf('ż'.repeat(length), 'unicode')).toBe(parts);
});

test('[1.12] breaks no character that takes two units between parts', () => {
  // 66 + 2 units do not fit into 67, so the second part begins with the whole character.
  expect(partsOf(`${'ż'.repeat(66)}😀${'ż'.repeat(65)}`, 'unicode')).toBe(2);
  expect(partsOf(`${'ż'.repeat(66)}😀${'ż'.repeat(66)}`, 'unicode')).toBe(3);
  expect(partsOf(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toBe(2);
  expect(partsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toBe(3);
});

test('[1.12] keeps lines, in either alphabet', () => {
  expect(writeText('One ‘line’ \n two\tlines\n', 'gsm-7')).toBe("One 'line'\ntwo lines");
  expect(writeText('Jedna  linia \n dwie', 'unicode')).toBe('Jedna linia\ndwie');
});

test('[1.12] shortens the name of the practice in Unicode too, by whole characters', () => {
  const text = fitText((name) => `${name}: ${'ż'.repeat(120)}`, '𐐀'.repeat(20), 'unicode', 2);
  expect(measureText(text, 'unicode').parts).toBe(2);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(/^𐐀+\.\.\.: ż/u);
});

test('[1.12] says what a text takes', () => {
  expect(measureText('a€', 'gsm-7')).toEqual({ characters: 2, units: 3, parts: 1 });
  expect(measureText('ż😀', 'unicode')).toEqual({ characters: 2, units: 3, parts: 1 });
  expect(unitsOf('ż😀', 'unicode')).toBe(3);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText, partsOf, septetsOf, toGsm } from '../../../shared/domain/text-message.ts';

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
  expect(septetsOf('a€[b]')).toBe(8);
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
  expect(septetsOf(text)).toBe(306);
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

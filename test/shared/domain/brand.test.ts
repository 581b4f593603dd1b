import { expect, test } from 'vitest';
import { brandOf, contrast, themes } from '../../../shared/domain/brand.ts';
import { fc } from '../../support/random.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#0b5cad', '#f3f5f8', 6.1],
  ['#17202a', '#f3f5f8', 15],
  ['#8cc2ff', '#1d242c', 8.4],
])('[1.1] the contrast of %s and %s is %f, rounded down', (one, other, ratio) => {
  expect(Math.floor(contrast(one, other) * 10) / 10).toBe(ratio);
  expect(contrast(other, one)).toBe(contrast(one, other));
});

test.each([
  ['yellow', '#ffdd00', '#000000', true, false],
  ['grey', '#808080', '#000000', false, false],
  ['navy', '#001f54', '#ffffff', false, true],
  ['white', '#ffffff', '#000000', true, false],
  ['black', '#000000', '#ffffff', false, true],
])(
  '[1.1] %s gets its label, and an edge where its ground would swallow it',
  (_, fill, label, light, dark) => {
    const brand = brandOf(fill.toUpperCase());

    expect(brand).toMatchObject({ fill, label, light: { edge: light }, dark: { edge: dark } });
  },
);

test('[1.1] a link keeps a colour that can be read, and is mixed into ink where it cannot', () => {
  expect(brandOf('#0b5cad').light.link).toBe('#0b5cad');
  expect(brandOf('#ffdd00').dark.link).toBe('#ffdd00');
  expect(brandOf('#ffdd00').light.link).not.toBe('#ffdd00');
});

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('[1.1] whatever the colour: label 4.58, links 4.5 on ground and surface of both themes', () => {
  fc.assert(
    fc.property(colour, (fill) => {
      const brand = brandOf(fill);
      expect(brand.labelRatio).toBeGreaterThanOrEqual(4.58);
      expect(contrast(brand.label, fill)).toBe(brand.labelRatio);
      for (const name of ['light', 'dark'] as const) {
        const grounds = [themes[name].background, themes[name].surface];
        for (const ground of grounds) expect(contrast(brand[name].link, ground)).toBeGreaterThanOrEqual(4.5);
        expect(brand[name].edge).toBe(grounds.some((ground) => contrast(fill, ground) < 3));
      }
    }),
    { numRuns: 500 },
  );
});

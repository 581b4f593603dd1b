import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds by WCAG 2.2 AA and its best practices, as "rule: element". */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(
      document,
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** What of the design's checks a page breaks: sideways scroll, small or crowded targets, more than one of a kind. */
export const flaws = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`);
    const count = (selector: string) => document.querySelectorAll(selector).length;
    if (count('h1') !== 1) found.push(`${count('h1')} H1`);
    if (count('.button.filled, .button.danger') > 1) found.push('more than one filled button');
    for (const target of document.querySelectorAll(
      'button, a.button, label.choice, label.tick, nav a, select, textarea, input:not([type=radio], [type=checkbox])',
    )) {
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) < 43.5) found.push(`${width} x ${height}: ${target.outerHTML}`);
    }
    return found;
  });

export const phone = { width: 320, height: 640 };
export const desk = { width: 1000, height: 800 };

/** Fails where axe or the design's checks find something in what is shown: wide, narrow, dark, at 200 %. */
export async function expectLegible(page: Page): Promise<void> {
  for (const viewport of [desk, phone])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect([viewport.width, colorScheme, await findings(page)]).toEqual([viewport.width, colorScheme, []]);
      expect([viewport.width, await flaws(page)]).toEqual([viewport.width, []]);
    }
  await page.setViewportSize({ width: 640, height: 800 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await flaws(page)).toEqual([]);
}

import { describe, expect, it } from 'vitest';
import { appointment, portal } from './support/fake-practice.ts';
import { desk, expectLegible, findings, flaws, phone } from './support/findings.ts';
import { screens } from './support/screens.ts';
import { toAppointment, toCancelling, toChecking, toChoosing, webTests } from './support/setting.ts';

const web = webTests();

describe('every screen', () => {
  it.each(screens)(
    '[9.4] $name is legible and can be operated: wide, narrow, dark, large',
    async ({ reach }) => {
      const page = await web.page({ viewport: desk });
      await reach(page, web.fake);
      await expectLegible(page);
    },
  );
});

describe('the practice’s colour', () => {
  it.each(['#ffe600', '#8a8f98', '#0a1440', '#ffffff', '#000000'])(
    '[1.1] %s leaves everything legible in both themes',
    async (colour) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        web.fake.portal = portal({}, colour);
        const page = await web.page({ colorScheme });
        await toChoosing(page, web.fake);
        await page.getByRole('radio', { name: '2:00pm' }).check();
        expect(await findings(page)).toEqual([]);
        const fill = await page
          .locator('.button.filled')
          .evaluate((button) => getComputedStyle(button).backgroundColor);
        expect(fill).toBe(
          `rgb(${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(', ')})`,
        );
      }
    },
  );
});

describe('words of any length', () => {
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk';
  const wordy = () => {
    web.fake.portal = portal({ name: `Gemeinschaftspraxis ${long} für Physiotherapie und Logopädie` });
    web.fake.appointment = appointment({
      clinician: { id: 'staff', name: `Prof. Dr. Annegret von ${long}` },
      service: { id: 'svc', name: `Erstuntersuchung ${long}` },
      location: { id: 'loc', name: long, address: `${long}straße 12\n12345 ${long}` },
      policy: { version: 1, text: `Bitte sagen Sie 24 Stunden vorher ab. ${long.repeat(3)}` },
    });
  };

  it.each([
    ['the appointment', toAppointment],
    ['the check', toChecking],
    ['the cancellation', toCancelling],
  ])('[9.4] wrap in %s, at 320 px', async (_, reach) => {
    wordy();
    const page = await web.page({ viewport: phone });
    await reach(page, web.fake);
    expect(await flaws(page)).toEqual([]);
  });
});

describe('focus', () => {
  it('[9.4] is never hidden and always marked, from the first stop to the last', async () => {
    const page = await web.page({ viewport: phone });
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
    const marks = () =>
      page.evaluate(() => {
        const held = document.activeElement!;
        const shown = held.closest('label') ?? held;
        const { top, bottom } = shown.getBoundingClientRect();
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        const marked = outlineStyle === 'solid' && Number.parseInt(outlineWidth, 10) >= 3;
        const seen = top >= 0 && bottom <= innerHeight;
        return `${held.tagName} ${held.textContent} marked ${marked} seen ${seen}`;
      });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab');
      expect(await marks()).toMatch(/^BODY|marked true seen true$/);
    }
  });
});

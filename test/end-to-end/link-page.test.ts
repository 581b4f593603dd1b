import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { getAppointment } from '../../shared/data/appointment.ts';
import { whenText } from '../../shared/domain/when.ts';
import { settingsChanged } from '../support/changed.ts';
import {
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  linkToken,
} from '../support/given.ts';
import { launchBrowser } from '../web/support/browser.ts';

const { siteUrl } = inject('portal');
const mornings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '12:00' }));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** A client's appointment in three days, and its link opened in a window of its own. */
async function givenOpenLink(parts: Parameters<typeof givenPractice>[0] = {}) {
  const given = await givenPractice({ hours: mornings, ...parts });
  const client = await givenClient(given, { dateOfBirth: '1948-03-27', postcode: 'SE23 2NF' });
  const appointment = await givenAppointment(given, client);
  const context = await browser.newContext({ timezoneId: 'Europe/London', locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${siteUrl}/a#${await linkToken(given, appointment)}`);
  await press(page, 'Continue');
  await heading(page, "Check it's you");
  return { given, appointment, page, stored: () => getAppointment(given, appointment.id) };
}

async function prove(page: Page, year = '1948'): Promise<void> {
  await page.getByLabel('Day').fill('27');
  await page.getByLabel('Month').fill('mar');
  await page.getByLabel('Year').fill(year);
  await page.getByLabel('Postcode').fill('se232nf');
  await press(page, 'Continue');
}

/** The last free time of the first free day is chosen, and has to be confirmed. */
async function chooseTime(page: Page): Promise<string> {
  await press(page, 'Change time');
  const time = page.locator('.slot input').last();
  await time.check();
  const startsAt = await time.inputValue();
  await press(page, 'Continue');
  await heading(page, 'Check your new time');
  return startsAt;
}

const place = ({ practice }: GivenPractice) => ({ zone: practice.zone, country: practice.country });

describe('the page behind an appointment link', () => {
  it('[3.2] moves the appointment and then cancels it', async () => {
    const { given, appointment, page, stored } = await givenOpenLink({
      settings: { cancellationPolicy: { shown: true, text: 'Please tell us a day before.' } },
    });
    await prove(page);
    await heading(page, 'Your appointment');
    expect(await page.locator('.card').textContent()).toContain(given.clinician.name);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });

    const startsAt = await chooseTime(page);
    expect(await page.locator('.from-to dd').allInnerTexts()).toEqual([
      whenText(appointment.startsAt, place(given)),
      whenText(startsAt, place(given)),
      given.clinician.name,
    ]);
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
    expect(Date.parse((await stored())!.startsAt)).toBe(Date.parse(startsAt));

    await page.reload();
    await heading(page, 'Your appointment');
    await press(page, 'Cancel appointment');
    await page.getByText('Please tell us a day before.').waitFor();
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    expect(await stored()).toMatchObject({ statusKind: 'cancelled', policyVersion: 1 });
  });

  it('[3.2] offers times close by where somebody else was quicker', async () => {
    const { given, page, stored } = await givenOpenLink();
    await prove(page);
    const wanted = await chooseTime(page);
    const other = await givenClient(given);
    await givenAppointment(given, other, { startsAt: wanted });
    await press(page, 'Move appointment');
    await heading(page, 'That time has gone');
    const near = page.getByRole('radio').first();
    const startsAt = await near.inputValue();
    expect(startsAt).not.toBe(wanted);
    await near.check();
    await press(page, 'Continue');
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
    expect(Date.parse((await stored())!.startsAt)).toBe(Date.parse(startsAt));
  });

  it('[1.8] has a policy read again that changed meanwhile', async () => {
    const shown = (text: string) => ({ cancellationPolicy: { shown: true, text } });
    const { given, page, stored } = await givenOpenLink({ settings: shown('The old policy.') });
    await prove(page);
    await press(page, 'Cancel appointment');
    await page.getByText('The old policy.').waitFor();
    await settingsChanged(given, shown('The new policy.'));
    await press(page, 'Yes, cancel it');
    await page.getByText('The policy has changed. Please read it again.').waitFor();
    expect(await stored()).toMatchObject({ statusKind: 'booked' });
    await page.getByText('The new policy.').waitFor();
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
  });

  it('[1.4] ends with the practice’s message when the portal is switched off', async () => {
    const { given, page } = await givenOpenLink();
    // The last that the page reads by itself: what comes after is the press.
    const read = page.waitForResponse((response) => response.url().includes('/v1/me/waitlist'));
    await prove(page);
    await heading(page, 'Your appointment');
    await read;
    await settingsChanged(given, { clientPortal: false, onlineBooking: true });
    await press(page, 'Change time');
    await heading(page, 'Online access is switched off');
    await page.getByText('The client portal is switched off. Please contact Test Practice').waitFor();
  });

  it('[2.8] pauses after five wrong answers, and says until when', async () => {
    const { page } = await givenOpenLink();
    for (const year of ['1941', '1942', '1943', '1944']) {
      await prove(page, year);
      await page.getByRole('region', { name: 'Check 2 answers' }).waitFor();
    }
    await prove(page, '1945');
    await page.getByText(/We paused this to keep you safe. Try after .+ \(United Kingdom Time\)/).waitFor();
    expect(await page.getByLabel('Year').inputValue()).toBe('1945');
  });

  it('[2.7] does not open with another secret', async () => {
    const { given, appointment } = await givenOpenLink();
    const token = await linkToken(given, appointment);
    const page = await browser.newPage();
    await page.goto(`${siteUrl}/a#${token.slice(0, -43)}${'A'.repeat(43)}`);
    await press(page, 'Continue');
    await heading(page, 'This link has stopped working');
  });
});

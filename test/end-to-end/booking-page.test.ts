import type { Browser, Page } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { givenPractice, staffToken } from '../support/given.ts';
import { emailsTo } from '../support/notices.ts';
import { tokenIn } from '../support/strangers.ts';
import { launchBrowser } from '../web/support/browser.ts';

const { siteUrl } = inject('portal');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it('[5.1] a new client asks for a time, confirms by e-mail, and staff approve it', async () => {
  const given = await givenPractice({ booking: true });
  const email = `${ulid().toLowerCase()}@mail.example`;
  const context = await browser.newContext({ timezoneId: 'Europe/London', locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${siteUrl}/p/${given.practice.slug}`);
  await page.getByRole('link', { name: "I'm a new client" }).click();
  await heading(page, 'What is it for?');
  await page.getByRole('radio', { checked: true }).waitFor();
  await press(page, 'Continue');
  // The practice has one clinician: nobody is asked whom to see.
  await heading(page, 'When?');
  await page.locator('.slot input').last().check();
  await press(page, 'Continue');
  for (const [label, text] of [
    ['First name', 'Nora'],
    ['Last name', 'Finch'],
    ['Email address', email],
    ['Phone number', '020 7946 0123'],
    ['Day', '9'],
    ['Month', 'apr'],
    ['Year', '1988'],
    ['Postcode', 'se1 0zz'],
  ] as const)
    await page.getByLabel(label).fill(text);
  await press(page, 'Continue');
  await press(page, 'Send request');
  await heading(page, 'One more step');

  const token = async () => tokenIn((await emailsTo(email)).at(-1)?.text ?? '');
  await expect.poll(token, { timeout: 30_000 }).not.toBe('');
  await page.goto(`${siteUrl}/c#${await token()}`);
  await press(page, 'Confirm');
  await heading(page, 'We are holding your time');

  const staff = await browser.newContext({
    locale: 'en-GB',
    extraHTTPHeaders: { Authorization: `Bearer ${await staffToken(given, given.manager)}` },
  });
  const desk = await staff.newPage();
  desk.setDefaultTimeout(20_000);
  await desk.goto(`${siteUrl}/staff/requests`);
  const row = desk.locator('.decisions li').filter({ hasText: 'Nora Finch' });
  expect(await row.textContent()).toContain(given.clinician.name);
  await press(desk, 'Approve the request of Nora Finch');
  await row.getByText('Approved.').waitFor();

  await page.goto(`${siteUrl}/c#${await token()}`);
  await press(page, 'Confirm');
  await heading(page, 'You are booked');
});

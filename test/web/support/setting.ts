import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { launchBrowser } from './browser.ts';
import { now, token } from './fake-practice.ts';
import { type FakeSite, startFakeSite } from './fake-site.ts';

/**
 * The built site, a fake API and a browser for the tests of one file. Each test has a fresh page; it fails where
 * the page logged an error or broke its Content-Security-Policy.
 */
export function webTests() {
  let browser: Browser;
  let fake: FakeSite;
  let noises: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    [fake, browser] = await Promise.all([startFakeSite(inject('site')), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await fake?.close();
  });
  beforeEach(() => {
    fake.reset();
    noises = [];
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(noises).toEqual([]);
  });

  return {
    get fake() {
      return fake;
    },
    /** A new window, its clock at the tests' instant. With `timers: 'ours'` the test can wind it on. */
    async page(options: BrowserContextOptions & { timers?: 'real' | 'ours' } = {}): Promise<Page> {
      const { timers = 'real', ...rest } = options;
      const context = await browser.newContext({
        timezoneId: 'Europe/London',
        locale: 'en-GB',
        viewport: { width: 1000, height: 800 },
        ...rest,
      });
      const page = await context.newPage();
      pages.push(page);
      page.setDefaultTimeout(15_000);
      if (timers === 'ours') await page.clock.install({ time: now });
      else await page.clock.setFixedTime(now);
      // What the policy forbids is not always an error to the script that tried it: zod asks whether it may eval.
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`Forbidden by ${violatedDirective}: ${blockedURI}`),
        );
      });
      page.on('pageerror', (error) => noises.push(String(error)));
      page.on('console', (message) => {
        // The browser itself reports each refusal of the API; those are the tests' own doing.
        const text = message.text();
        // So it does where a test looks into a frame in which nothing may run.
        const known = /^Failed to load resource|^Blocked script execution in 'about:srcdoc'/.test(text);
        if (message.type() === 'error' && !known) noises.push(text);
      });
      return page;
    },
  };
}

export const at = (fake: FakeSite): string => `${fake.url}/a#${token}`;

/** Opens the link and goes on to the questions. */
export async function toIdentity(page: Page, fake: FakeSite): Promise<void> {
  await page.goto(at(fake));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: "Check it's you" }).waitFor();
}

export async function typeDetails(page: Page, date = '27 3 1948', postcode = 'ba1 5nb'): Promise<void> {
  const [day, month, year] = date.split(' ');
  await page.getByLabel('Day').fill(day!);
  await page.getByLabel('Month').fill(month!);
  await page.getByLabel('Year').fill(year!);
  await page.getByLabel(/Postcode|ZIP code/).fill(postcode);
}

/** The appointment is on the screen, by the session that this browser has already. */
export async function toAppointment(page: Page, fake: FakeSite): Promise<void> {
  fake.signedIn = true;
  await page.goto(`${fake.url}/a`);
  await page.getByText(fake.appointment.clinician.name).waitFor();
}

/** The same all the way from the link. */
export async function enter(page: Page, fake: FakeSite): Promise<void> {
  await toIdentity(page, fake);
  await typeDetails(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText(fake.appointment.clinician.name).waitFor();
}

/** On to the free times. */
export async function toChoosing(page: Page, fake: FakeSite): Promise<void> {
  await toAppointment(page, fake);
  await page.getByRole('button', { name: 'Change time' }).click();
  await page.getByRole('heading', { name: 'Choose a new time' }).waitFor();
}

/** On to a chosen time that has to be confirmed. */
export async function toChecking(page: Page, fake: FakeSite): Promise<void> {
  await toAppointment(page, fake);
  await choose(page);
}

/** From the appointment to the check of Thursday 26 November, 2:00pm. */
export async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Change time' }).click();
  await page.getByRole('radio', { name: /26/ }).check({ force: true });
  await page.getByRole('radio', { name: '2:00pm' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check your new time' }).waitFor();
}

export async function toCancelling(page: Page, fake: FakeSite): Promise<void> {
  await toAppointment(page, fake);
  await page.getByRole('button', { name: 'Cancel appointment' }).click();
  await page.getByRole('heading', { name: 'Cancel this appointment?' }).waitFor();
}

import type { Page } from 'playwright-core';
import { code } from './fake-portal.ts';
import type { FakeSite } from './fake-site.ts';
import { typeDetails } from './setting.ts';

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
export const portalAt = (fake: FakeSite): string => `${fake.url}/p/riverside`;

/** On to the code of the e-mail. */
export async function toCode(page: Page, fake: FakeSite): Promise<void> {
  await page.goto(portalAt(fake));
  await page.getByLabel('Email address').fill('edith@example.com');
  await press(page, 'Email me a link and code');
  await heading(page, 'Check your email');
}

/** On to the questions. */
export async function toQuestions(page: Page, fake: FakeSite): Promise<void> {
  await toCode(page, fake);
  await page.getByLabel('6-digit code').fill(code);
  await press(page, 'Continue');
  await heading(page, "Check it's you");
}

/** All the way in by the code. */
export async function signInByCode(page: Page, fake: FakeSite): Promise<void> {
  await toQuestions(page, fake);
  await typeDetails(page);
  await press(page, 'Continue');
  await heading(page, 'Your appointments');
  await page.getByText('Later appointments').waitFor();
}

/** In again where the session has died. */
export async function signInAgain(page: Page): Promise<void> {
  await heading(page, 'Please sign in again');
  await press(page, 'Continue');
  await page.getByLabel('Email address').fill('edith@example.com');
  await press(page, 'Email me a link and code');
  await page.getByLabel('6-digit code').fill(code);
  await press(page, 'Continue');
  await typeDetails(page);
  await press(page, 'Continue');
}

/** The same by the session that this browser has already. */
export async function toAppointments(page: Page, fake: FakeSite): Promise<void> {
  fake.signedIn = true;
  fake.clientPage.signedIn = true;
  await page.goto(portalAt(fake));
  await heading(page, 'Your appointments');
  await page
    .getByText('You have no appointments coming up.')
    .or(page.getByText('Next appointment'))
    .waitFor();
}

export async function toDetails(page: Page, fake: FakeSite): Promise<void> {
  await toAppointments(page, fake);
  await press(page, 'My details');
  await heading(page, 'My details');
  await page.getByText('Anyone with this address').waitFor();
}

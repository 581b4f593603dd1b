import type { Page } from 'playwright-core';
import type { FakeSite } from './fake-site.ts';

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** The settings are on the screen, by the session that this browser has already. */
export async function toSettings(page: Page, fake: FakeSite): Promise<void> {
  fake.console.signedIn = true;
  await page.goto(`${fake.url}/staff/settings`);
  await page.getByRole('heading', { level: 2, name: 'Online access' }).waitFor();
}

/** All messages are on the screen. */
export async function toMessages(page: Page, fake: FakeSite): Promise<void> {
  fake.console.signedIn = true;
  await page.goto(`${fake.url}/staff/messages`);
  await page.getByRole('heading', { level: 2, name: 'Reminder' }).waitFor();
}

/** The words of one message are on the screen, and what they can be previewed with. */
export async function toMessage(page: Page, fake: FakeSite, link: string): Promise<void> {
  await toMessages(page, fake);
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByLabel('With the appointment of').waitFor();
}

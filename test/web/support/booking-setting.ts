import type { Page } from 'playwright-core';
import { portal } from './fake-practice.ts';
import type { FakeSite } from './fake-site.ts';
import { heading, press, toAppointments } from './portal-setting.ts';

/** A client is signed in at a practice that takes bookings online, and asks for an appointment. */
export async function toAsking(page: Page, fake: FakeSite): Promise<void> {
  fake.portal = { ...portal(), ...fake.portal, onlineBooking: true };
  await toAppointments(page, fake);
  await press(page, 'Request appointment');
  await heading(page, 'What is it for?');
}

/** On with the first service. */
export async function toWhom(page: Page, fake: FakeSite): Promise<void> {
  await toAsking(page, fake);
  await page.getByRole('radio', { name: /Physiotherapy/ }).check();
  await press(page, 'Continue');
  await heading(page, 'Who would you like to see?');
}

/** On with anyone who is free. */
export async function toWhen(page: Page, fake: FakeSite): Promise<void> {
  await toWhom(page, fake);
  await page.getByRole('radio', { name: 'Anyone' }).check();
  await press(page, 'Continue');
  await heading(page, 'When?');
}

/** Chooses Thursday 26 November, 2:00pm. */
export async function chooseTime(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /26/ }).check({ force: true });
  await page.getByRole('radio', { name: '2:00pm' }).check();
  await press(page, 'Continue');
}

export async function toSending(page: Page, fake: FakeSite): Promise<void> {
  await toWhen(page, fake);
  await chooseTime(page);
  await heading(page, 'Check and send');
}

export async function toRequests(page: Page, fake: FakeSite): Promise<void> {
  fake.portal = { ...portal(), ...fake.portal, onlineBooking: true };
  await toAppointments(page, fake);
  await press(page, 'Requests');
  await heading(page, 'Your requests');
  await page.getByText('You have no requests.').or(page.locator('.standing').first()).waitFor();
}

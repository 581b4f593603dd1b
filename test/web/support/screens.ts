import type { Page } from 'playwright-core';
import { problem } from './fake-api.ts';
import { appointment, no, offer, waiting } from './fake-practice.ts';
import type { FakeSite } from './fake-site.ts';
import {
  at,
  choose,
  enter,
  toAppointment,
  toCancelling,
  toChecking,
  toChoosing,
  toIdentity,
  typeDetails,
} from './setting.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

type Reach = (page: Page, fake: FakeSite) => Promise<void>;

const stopped =
  (code: Parameters<typeof problem>[0], title: string): Reach =>
  async (page, fake) => {
    fake.on('open', () => problem(code, { phone: fake.portal.phone, detail: 'Please phone 020 7946 0018.' }));
    await page.goto(at(fake));
    await press(page, 'Continue');
    await heading(page, title);
  };

/** Every screen of the page, and how a test comes to it. */
export const screens: { name: string; reach: Reach }[] = [
  {
    name: 'the offer of an earlier time',
    reach: async (page, fake) => {
      fake.waiting = waiting(offer());
      await toAppointment(page, fake);
      await page.getByText('has come free').waitFor();
    },
  },
  {
    name: 'the appointment that waits for an earlier time',
    reach: async (page, fake) => {
      fake.waiting = { ...waiting(), from: '2026-11-21', to: '2026-11-24' };
      await toAppointment(page, fake);
      await page.getByText('You asked for an earlier time').waitFor();
    },
  },
  {
    name: 'joining the waiting list',
    reach: async (page, fake) => {
      await toAppointment(page, fake);
      await press(page, 'Join the waiting list');
      await heading(page, 'Wait for an earlier time?');
    },
  },
  {
    name: 'leaving the waiting list',
    reach: async (page, fake) => {
      fake.waiting = waiting(offer());
      await toAppointment(page, fake);
      await press(page, 'Leave the waiting list');
      await page.getByText('We stop holding').waitFor();
    },
  },
  {
    name: 'the start',
    reach: async (page, fake) => {
      await page.goto(at(fake));
      await heading(page, 'See your appointment');
    },
  },
  { name: 'the questions', reach: toIdentity },
  {
    name: 'the questions with mistakes',
    reach: async (page, fake) => {
      await toIdentity(page, fake);
      await press(page, 'Continue');
      await page.getByRole('region', { name: 'Check 2 answers' }).waitFor();
    },
  },
  {
    name: 'the paused link',
    reach: async (page, fake) => {
      await toIdentity(page, fake);
      fake.on('open', () =>
        problem('identity-locked', { until: '2026-11-20T11:00:00Z', phone: fake.portal.phone }),
      );
      await typeDetails(page);
      await press(page, 'Continue');
      await page.getByText('We paused this').waitFor();
    },
  },
  { name: 'the appointment', reach: toAppointment },
  {
    name: 'the appointment that cannot be changed',
    reach: async (page, fake) => {
      const closed = no('window-closed', 'Online changes have closed. Please phone 020 7946 0018.');
      fake.appointment = appointment({ change: closed, cancellation: closed });
      await toAppointment(page, fake);
    },
  },
  {
    name: 'the free times',
    reach: async (page, fake) => {
      await toChoosing(page, fake);
      await page.getByRole('radio', { name: '2:00pm' }).check();
    },
  },
  {
    name: 'the free times with nothing chosen',
    reach: async (page, fake) => {
      await toChoosing(page, fake);
      await page.getByRole('radio', { name: '2:00pm' }).waitFor();
      await press(page, 'Continue');
      await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    },
  },
  {
    name: 'no free times',
    reach: async (page, fake) => {
      fake.on('openings', () => ({ status: 200, body: { items: [], next: null } }));
      await toChoosing(page, fake);
      await page.getByText('No times are free').waitFor();
    },
  },
  { name: 'the check', reach: toChecking },
  {
    name: 'the check while offline',
    reach: async (page, fake) => {
      await toChecking(page, fake);
      await page.context().setOffline(true);
      await press(page, 'Move appointment');
      await page.getByText('You are offline.').waitFor();
    },
  },
  {
    name: 'the time that has gone',
    reach: async (page, fake) => {
      await toChecking(page, fake);
      const nearest = ['2026-11-26T14:30:00Z', '2026-11-26T13:30:00Z', '2026-11-27T14:00:00Z'];
      fake.once('change', problem('taken', { nearest }));
      await press(page, 'Move appointment');
      await heading(page, 'That time has gone');
    },
  },
  {
    name: 'the move that is done',
    reach: async (page, fake) => {
      await toChecking(page, fake);
      await press(page, 'Move appointment');
      await heading(page, 'Your appointment has moved');
    },
  },
  { name: 'the cancellation', reach: toCancelling },
  {
    name: 'the changed policy',
    reach: async (page, fake) => {
      await toCancelling(page, fake);
      fake.once('cancel', problem('policy-changed', { current: { version: 4, text: 'New.' } }));
      await press(page, 'Yes, cancel it');
      await page.getByRole('region', { name: 'Nothing is cancelled yet' }).waitFor();
    },
  },
  {
    name: 'the cancellation that is done',
    reach: async (page, fake) => {
      await toCancelling(page, fake);
      await press(page, 'Yes, cancel it');
      await heading(page, 'Your appointment is cancelled');
    },
  },
  { name: 'the portal that is off', reach: stopped('portal-off', 'Online access is switched off') },
  { name: 'the dead link', reach: stopped('link-ended', 'This link has stopped working') },
  { name: 'the record that lacks something', reach: stopped('details-missing', 'Please phone the practice') },
  {
    name: 'the session that is over',
    reach: async (page, fake) => {
      await enter(page, fake);
      await choose(page);
      fake.once('change', problem('session-ended'));
      await press(page, 'Move appointment');
      await heading(page, 'Please sign in again');
    },
  },
];

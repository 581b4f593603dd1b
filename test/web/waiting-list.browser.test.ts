import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { problem, yes } from './support/fake-api.ts';
import { appointment, no, offer, waiting } from './support/fake-practice.ts';
import { heading, press, toAppointments } from './support/portal-setting.ts';
import { toAppointment, toChoosing, webTests } from './support/setting.ts';

const web = webTests();

const text =
  'Monday 23 November 2026, 2:00pm (United Kingdom Time) has come free. You can take it until Friday 20 November 2026, 12:00pm (United Kingdom Time).';

/** The appointment is on the screen, and the time that is offered. */
async function toOffer() {
  const page = await web.page();
  web.fake.waiting = waiting(offer());
  await toAppointment(page, web.fake);
  await page.getByText(text).waitFor();
  return page;
}

it('[4.5] an earlier time that is taken is the appointment’s, once', async () => {
  const page = await toOffer();
  await press(page, 'Take this time');
  await heading(page, 'Your appointment has moved');
  await page.getByText('Your old time is free for someone else now: Tuesday 24 November 2026').waitFor();
  expect(web.fake.of('takeOffer')).toMatchObject([{ key: expect.stringMatching(/./) }]);
});

it('[4.5] one that is let go is told of no more', async () => {
  const page = await toOffer();
  await press(page, 'No thanks');
  await page.getByText('You have let that time go.').waitFor();
  await expect.poll(() => page.getByText(text).count()).toBe(0);
  expect(web.fake.of('letOfferGo')).toHaveLength(1);
});

it('[4.5] one that has gone says so, and that the appointment is as it was', async () => {
  const page = await toOffer();
  const detail = 'That time has gone. Your own appointment has not changed.';
  web.fake.once('takeOffer', problem('offer-over', { detail, current: { state: 'lapsed' } }));
  await press(page, 'Take this time');
  await page.getByRole('alert').getByText(detail).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Your appointment', exact: true }).waitFor();
});

it('[4.5] nothing is shown where nothing is offered', async () => {
  const page = await web.page();
  await toAppointment(page, web.fake);
  await expect.poll(() => web.fake.of('waitlist').length).toBe(1);
  expect(await page.getByRole('button', { name: 'Take this time' }).count()).toBe(0);
});

const waits = 'You are on the waiting list until Tuesday 24 November 2026, 9:00am (United Kingdom Time).';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

it('[4.5] a client joins the waiting list, once, and keeps their own time', async () => {
  const page = await web.page();
  await toAppointment(page, web.fake);
  await press(page, 'Join the waiting list');
  await heading(page, 'Wait for an earlier time?');
  await page.getByText('You wait until Tuesday 24 November 2026, 9:00am (United Kingdom Time).').waitFor();
  expect(web.fake.of('join')).toEqual([]);
  web.fake.once('join', 'cut');
  await button(page, 'Join the waiting list').dblclick();
  await heading(page, 'Your appointment');
  await page.getByRole('alert').getByText('You are on the waiting list.').waitFor();
  await page.getByText(waits).waitFor();
  const asked = web.fake.of('join');
  expect(asked.map(({ body }) => body)).toEqual([1, 2].map(() => ({ appointmentId: appointment().id })));
  expect(asked[1]!.key).toBe(asked[0]!.key);
  await expect.poll(() => button(page, 'Join the waiting list').count()).toBe(0);
});

it('[4.5] who waits already is told so, not refused', async () => {
  const page = await web.page();
  await toAppointment(page, web.fake);
  await press(page, 'Join the waiting list');
  await heading(page, 'Wait for an earlier time?');
  web.fake.on('join', () => problem('already-there'));
  web.fake.waiting = waiting();
  await press(page, 'Join the waiting list');
  await page.getByText(waits).waitFor();
});

it('[4.5] a client waits from the portal too, and where online changes have closed', async () => {
  const change = no('window-closed', 'Online changes have closed. Please phone 020 7946 0018.');
  web.fake.appointment = appointment({ change });
  web.fake.clientPage.later = [];
  const page = await web.page();
  await toAppointments(page, web.fake);
  await press(page, 'Join the waiting list');
  await heading(page, 'Wait for an earlier time?');
  await press(page, 'Join the waiting list');
  await heading(page, 'Your appointment');
  await page.getByText(waits).waitFor();
});

it('[4.5] an appointment that may not wait is offered no list', async () => {
  const page = await web.page();
  const waitlist = { allowed: false, reason: 'not-bookable-online', detail: 'No.' } as const;
  web.fake.appointment = appointment({ waitlist });
  await toAppointment(page, web.fake);
  await expect.poll(() => web.fake.of('waitlist').length).toBe(1);
  await page.getByText('You can change or cancel').waitFor();
  expect(await button(page, 'Join the waiting list').count()).toBe(0);
});

it('[4.5] where no time is free, waiting is a way on', async () => {
  const page = await web.page();
  web.fake.on('openings', () => yes({ items: [], next: null }));
  await toChoosing(page, web.fake);
  await page.getByText(/^No times are free online until/).waitFor();
  await press(page, 'Join the waiting list');
  await heading(page, 'Wait for an earlier time?');
});

it('[4.5] a client sees what they asked for, and leaves the list by a second press', async () => {
  web.fake.waiting = { ...waiting(), from: '2026-11-21', to: '2026-11-24' };
  const page = await web.page();
  await toAppointment(page, web.fake);
  await page.getByText(waits).waitFor();
  await page
    .getByText(
      'You asked for an earlier time on Thursday 19 November 2026, 10:00am (United Kingdom Time). Only a time from Saturday 21 November 2026 on and before Tuesday 24 November 2026.',
    )
    .waitFor();
  await press(page, 'Leave the waiting list');
  await heading(page, 'Leave the waiting list?');
  await press(page, 'Keep waiting');
  expect(web.fake.of('leave')).toEqual([]);
  await press(page, 'Leave the waiting list');
  await press(page, 'Yes, leave it');
  await page.getByRole('alert').getByText('You are not on the waiting list any more.').waitFor();
  await button(page, 'Join the waiting list').waitFor();
  expect(web.fake.of('leave')).toHaveLength(1);
});

it('[4.5] a time that is offered meanwhile is not given up unseen', async () => {
  web.fake.waiting = waiting();
  const page = await web.page();
  await toAppointment(page, web.fake);
  await press(page, 'Leave the waiting list');
  await button(page, 'Yes, leave it').waitFor();
  web.fake.waiting = { ...waiting(offer()), version: 3 };
  await press(page, 'Yes, leave it');
  await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
  await page
    .getByText('We stop holding Monday 23 November 2026, 2:00pm (United Kingdom Time) for you.')
    .waitFor();
  await press(page, 'Yes, leave it');
  await page.getByRole('alert').getByText('You are not on the waiting list any more.').waitFor();
  expect(web.fake.of('leave').map(({ over }) => over)).toEqual([2, 3]);
});

it('[4.5] who has left elsewhere already is told so', async () => {
  web.fake.waiting = waiting();
  const page = await web.page();
  await toAppointment(page, web.fake);
  await press(page, 'Leave the waiting list');
  await button(page, 'Yes, leave it').waitFor();
  web.fake.waiting = null;
  await press(page, 'Yes, leave it');
  await page.getByRole('alert').getByText('You are not on the waiting list any more.').waitFor();
});

import { expect, it } from 'vitest';
import { problem } from './support/fake-api.ts';
import { offer } from './support/fake-practice.ts';
import { toAppointment, webTests } from './support/setting.ts';

const web = webTests();

const text =
  'Monday 23 November 2026, 2:00pm (United Kingdom Time) has come free. You can take it until Friday 20 November 2026, 12:00pm (United Kingdom Time).';

/** The appointment is on the screen, and the time that is offered. */
async function toOffer() {
  const page = await web.page();
  web.fake.offer = offer();
  await toAppointment(page, web.fake);
  await page.getByText(text).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  return { page, press };
}

it('[4.5] an earlier time that is taken is the appointment’s, once', async () => {
  const { page, press } = await toOffer();
  await press('Take this time');
  await page.getByRole('heading', { level: 1, name: 'Your appointment has moved' }).waitFor();
  await page.getByText('Your old time is free for someone else now: Tuesday 24 November 2026').waitFor();
  expect(web.fake.of('takeOffer')).toMatchObject([{ key: expect.stringMatching(/./) }]);
});

it('[4.5] one that is let go is told of no more', async () => {
  const { page, press } = await toOffer();
  await press('No thanks');
  await page.getByText('You have let that time go.').waitFor();
  expect(await page.getByText(text).count()).toBe(0);
  expect(web.fake.of('letOfferGo')).toHaveLength(1);
});

it('[4.5] one that has gone says so, and that the appointment is as it was', async () => {
  const { page, press } = await toOffer();
  const detail = 'That time has gone. Your own appointment has not changed.';
  web.fake.once('takeOffer', problem('offer-over', { detail, current: { state: 'lapsed' } }));
  await press('Take this time');
  await page.getByRole('alert').getByText(detail).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Your appointment', exact: true }).waitFor();
});

it('[4.5] nothing is shown where nothing is offered', async () => {
  const page = await web.page();
  await toAppointment(page, web.fake);
  await expect.poll(() => web.fake.of('waitlist').length).toBe(1);
  expect(await page.getByRole('button', { name: 'Take this time' }).count()).toBe(0);
});

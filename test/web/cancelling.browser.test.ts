import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { problem, yes } from './support/fake-api.ts';
import { appointment, no, outcome } from './support/fake-practice.ts';
import { toAppointment, toCancelling, webTests } from './support/setting.ts';

const web = webTests();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('cancelling', () => {
  it('[1.8] shows the policy first, and names the version that was shown', async () => {
    const page = await web.page();
    await toCancelling(page, web.fake);
    const policy = page.getByRole('region', { name: 'Cancellation policy' });
    await expect.poll(() => policy.textContent()).toContain('Later than that we charge half the fee.');
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    expect(web.fake.of('cancel').map(({ body }) => body)).toEqual([{ policyVersion: 3 }]);
    await expect
      .poll(() => page.getByText('To book another time, please phone 020 7946 0018.').isVisible())
      .toBe(true);
    await page.goBack();
    await heading(page, 'Your appointment');
    await expect.poll(() => page.locator('.card').textContent()).toContain('Cancelled');
    expect(await page.getByRole('button', { name: 'Cancel appointment' }).count()).toBe(0);
  });

  it('[1.8] sends no version where there is no policy', async () => {
    web.fake.appointment = appointment({ policy: null });
    const page = await web.page();
    await toCancelling(page, web.fake);
    expect(await page.getByText('Cancellation policy').count()).toBe(0);
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    expect(web.fake.of('cancel')[0]!.body).toEqual({});
  });

  it('[1.8] has a changed policy read again before anything is cancelled', async () => {
    const page = await web.page();
    await toCancelling(page, web.fake);
    const current = { version: 4, text: 'Now we charge the whole fee.' };
    web.fake.once('cancel', problem('policy-changed', { current }));
    await press(page, 'Yes, cancel it');
    const box = page.getByRole('region', { name: 'Nothing is cancelled yet' });
    await box.getByText('The policy has changed. Please read it again.').waitFor();
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByRole('region', { name: 'Cancellation policy' }).textContent()).toContain(
      current.text,
    );
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    expect(web.fake.of('cancel').map(({ body }) => body)).toEqual([
      { policyVersion: 3 },
      { policyVersion: 4 },
    ]);
    expect(new Set(web.fake.of('cancel').map(({ key }) => key)).size).toBe(2);
  });

  it('[3.3] does nothing where it is kept', async () => {
    const page = await web.page();
    await toCancelling(page, web.fake);
    await press(page, 'Keep it');
    await heading(page, 'Your appointment');
    expect(web.fake.of('cancel')).toEqual([]);
  });

  it('[1.6] says beforehand and afterwards that it counts as late', async () => {
    web.fake.appointment = appointment({ cancellation: { ...appointment().cancellation, late: true } });
    web.fake.on('cancel', () => yes(outcome({ statusKind: 'late-cancelled', late: true })));
    const page = await web.page();
    await toCancelling(page, web.fake);
    await expect
      .poll(() => page.getByText('You can still cancel. It will count as late.').isVisible())
      .toBe(true);
    await press(page, 'Yes, cancel it');
    await page.getByText('This counts as a late cancellation.').waitFor();
  });

  it('[3.6] is sent again with the same key where no answer came', async () => {
    const page = await web.page({ timers: 'ours' });
    await toCancelling(page, web.fake);
    web.fake.once('cancel', 'cut', 'cut', 'cut');
    await press(page, 'Yes, cancel it');
    await page.getByText('We are checking whether that worked.').waitFor();
    await page.clock.runFor(1000);
    await expect.poll(() => web.fake.of('cancel').length).toBe(2);
    await page.clock.runFor(3000);
    await page.getByText('We could not find out whether that worked.').waitFor();
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    expect(new Set(web.fake.of('cancel').map(({ key }) => key)).size).toBe(1);
  });

  it('[3.1] shows the latest where somebody else has cancelled it already', async () => {
    const page = await web.page();
    await toCancelling(page, web.fake);
    const gone = no(
      'already-cancelled',
      'This appointment is already cancelled. Please phone 020 7946 0018.',
    );
    const status = { name: 'Cancelled by us', kind: 'cancelled' } as const;
    web.fake.appointment = appointment({ version: 8, status, change: gone, cancellation: gone });
    web.fake.once('cancel', problem('already-cancelled'));
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment');
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await expect.poll(() => page.getByText('Cancelled by us').isVisible()).toBe(true);
    await expect.poll(() => page.getByText('This appointment is already cancelled.').count()).toBe(1);
  });
});

describe('the appointment', () => {
  it('[3.1] tells what may be done and until when, and offers only that', async () => {
    web.fake.appointment = appointment({
      change: no('phone-required', 'To change the time, please phone 020 7946 0018.'),
    });
    const page = await web.page();
    await toAppointment(page, web.fake);
    await page.getByText('To change the time, please phone 020 7946 0018.').waitFor();
    expect(
      await page
        .getByText('You can cancel online until Monday 23 November 2026, 9:00am (United Kingdom Time).')
        .isVisible(),
    ).toBe(true);
    await expect
      .poll(() => page.locator('main button').allInnerTexts())
      .toEqual(['Cancel appointment', 'Join the waiting list']);
  });

  it('[3.1] can be tried again where it does not come', async () => {
    const page = await web.page();
    await toAppointment(page, web.fake);
    web.fake.once('read', problem('internal'));
    await page.reload();
    await page.getByText('Something went wrong on our side. Please try again.').waitFor();
    await press(page, 'Try again');
    await page.getByText('Dr Anna Whitfield').waitFor();
  });
});

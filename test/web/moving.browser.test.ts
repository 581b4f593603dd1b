import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { problem, yes } from './support/fake-api.ts';
import { appointment, no, opening, openings, outcome } from './support/fake-practice.ts';
import { enter, toAppointment, toChecking, toChoosing, typeDetails, webTests } from './support/setting.ts';

const web = webTests();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const day = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const legend = (page: Page) => page.locator('.times > legend').textContent();
const list = (items: unknown[]) => yes({ items, next: null });

describe('choosing a time', () => {
  it('[3.2] starts on the first free day, with its times by part of the day', async () => {
    const page = await web.page();
    await toChoosing(page, web.fake);
    expect(
      await page.getByText('Now: Tuesday 24 November 2026, 9:00am (United Kingdom Time)').isVisible(),
    ).toBe(true);
    await page.getByRole('group', { name: 'Times on Monday 23 November' }).waitFor();
    await expect
      .poll(() => page.locator('.part > legend').allInnerTexts())
      .toEqual(['Morning', 'Afternoon', 'Evening']);
    await expect
      .poll(() => page.locator('.slot').allInnerTexts())
      .toEqual(['9:00am', '9:30am', '2:00pm', '5:30pm']);
    await expect.poll(() => page.getByText('In United Kingdom Time').isVisible()).toBe(true);
    const { query } = web.fake.of('openings')[0]!;
    expect([query.get('from'), query.get('to')]).toEqual([null, '2027-01-01']);
  });

  it('[3.2] goes to the day that is chosen, keeps focus and the chosen time, and says the count', async () => {
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '2:00pm' }).check();
    await day(page, 'Mon 23 Nov, 4 times').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => legend(page)).toBe('Times on Tuesday 24 November');
    await expect
      .poll(() => day(page, 'Tue 24 Nov, 3 times').evaluate((it) => it === document.activeElement))
      .toBe(true);
    await page.getByRole('status').getByText('3 times').waitFor({ state: 'attached' });
    expect(await page.locator('.chosen').textContent()).toBe(
      'Your new time: Monday 23 November 2026, 2:00pm (United Kingdom Time)',
    );
  });

  it('[3.2] is done with the keyboard alone', async () => {
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
    const tab = () => page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('label, button, a')?.textContent?.trim());
    const headingHasFocus = () =>
      expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    // The heading has focus, so the first stop is what comes after it.
    await headingHasFocus();
    await tab();
    await expect.poll(() => focused()).toBe('Earlier');
    await tab();
    await expect.poll(() => focused()).toBe('Later');
    await tab();
    await expect.poll(() => focused()).toBe('Mon 23 Nov, 4 times');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused()).toBe('Wed 25 Nov, 4 times');
    await tab();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused()).toBe('9:30am');
    await tab();
    await expect.poll(() => focused()).toBe('Continue');
    await page.keyboard.press('Enter');
    await heading(page, 'Check your new time');
    await headingHasFocus();
    for (const stop of ['Move appointment', 'Keep old time']) {
      await tab();
      await expect.poll(() => focused()).toBe(stop);
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Your appointment has moved');
    expect(web.fake.of('change')[0]!.body).toEqual({ startsAt: '2026-11-25T09:30:00Z' });
  });

  it('[3.2] says "Choose a time" where none is chosen, in the box and beside the times', async () => {
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
    await press(page, 'Continue');
    const box = page.getByRole('region', { name: 'Check 1 answer' });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.title()).toBe('Error: Choose a new time - Riverside Therapy');
    await box.getByRole('link', { name: 'Choose a time' }).click();
    await expect
      .poll(() => page.locator('#times').evaluate((it) => it === document.activeElement))
      .toBe(true);
    await expect.poll(() => page.locator('#times-error').textContent()).toContain('Choose a time');
    await page.keyboard.press('Space');
    await box.waitFor({ state: 'detached' });
  });

  it('[3.2] goes by months that have times, and looks further when asked', async () => {
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('heading', { name: 'November 2026' }).waitFor();
    await press(page, 'Later');
    await page.getByRole('heading', { name: 'December 2026' }).waitFor();
    await expect.poll(() => legend(page)).toBe('Times on Tuesday 1 December');
    await page.getByRole('status').getByText('December 2026, 23 free days').waitFor({ state: 'attached' });
    await press(page, 'Later');
    await page.getByRole('heading', { name: 'January 2027' }).waitFor();
    expect(web.fake.of('openings').map(({ query }) => [query.get('from'), query.get('to')])).toEqual([
      [null, '2027-01-01'],
      ['2027-01-01', '2027-03-01'],
    ]);
    await press(page, 'Later');
    await page.getByText('No later times are online yet.').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Later' }).getAttribute('aria-disabled'))
      .toBe('true');
    await press(page, 'Earlier');
    await press(page, 'Earlier');
    await page.getByRole('heading', { name: 'November 2026' }).waitFor();
  });

  it('[3.2] looks on where the first months have nothing free', async () => {
    web.fake.on('openings', ({ query }) =>
      list(query.get('from') === '2027-03-01' ? [opening('2027-03-02T09:00')] : []),
    );
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('group', { name: 'Times on Tuesday 2 March' }).waitFor();
  });

  it('[3.2] says until when nothing is free, and whom to phone', async () => {
    web.fake.on('openings', () => list([]));
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByText('No times are free online until Monday 1 November 2027.').waitFor();
    await expect.poll(() => page.getByText('Please phone 020 7946 0018.').isVisible()).toBe(true);
  });

  it('[6.3] adds the time where the reader is', async () => {
    const page = await web.page({ timezoneId: 'Europe/Berlin' });
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '2:00pm 3:00pm where you are' }).waitFor();
    await expect.poll(() => page.getByText('In United Kingdom Time').isVisible()).toBe(true);
  });

  it('[4.3] tells two times apart that the clocks repeat', async () => {
    const repeated = { ...opening('2026-10-25T01:30'), startsAt: '2026-10-25T00:30:00Z' };
    web.fake.on('openings', () => list([repeated, opening('2026-10-25T01:30')]));
    const page = await web.page();
    await toChoosing(page, web.fake);
    await page.getByRole('radio', { name: '1:30am, UTC+1' }).waitFor();
    await page.getByRole('radio', { name: '1:30am, UTC+0' }).waitFor();
  });

  it('[3.2] keeps a pressed day in its place on a narrow page', async () => {
    const page = await web.page({ viewport: { width: 320, height: 640 } });
    await toChoosing(page, web.fake);
    const row = page.locator('label', { hasText: 'Fri 27 Nov' });
    await row.scrollIntoViewIfNeeded();
    const top = async () => Math.round((await row.boundingBox())!.y);
    const before = await top();
    await row.click();
    await page.getByRole('group', { name: 'Times on Friday 27 November' }).waitFor();
    expect(await top()).toBe(before);
    expect(await page.locator('.panel').evaluate((panel) => panel.previousElementSibling?.textContent)).toBe(
      'Fri 27 Nov, 4 times',
    );
  });

  it('[3.2] says after a second that it is loading, and after eight that it still is', async () => {
    const page = await web.page({ timers: 'ours' });
    await toAppointment(page, web.fake);
    let answer: (reply: ReturnType<typeof yes>) => void = () => {};
    web.fake.once('openings', new Promise((resolve) => (answer = resolve)));
    await page.clock.pauseAt('2026-11-20T10:10:00Z');
    await press(page, 'Change time');
    await heading(page, 'Choose a new time');
    await page.clock.runFor(900);
    expect(await page.getByText('Loading times...').count()).toBe(0);
    await page.clock.runFor(200);
    await page.getByText('Loading times...').waitFor();
    await page.clock.runFor(7000);
    await page.getByText('Still trying. You can wait.').waitFor();
    await page.clock.resume();
    answer(list(openings()));
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
  });

  it('[3.2] can be tried again where the times do not come', async () => {
    const page = await web.page();
    await toAppointment(page, web.fake);
    web.fake.once('openings', problem('internal'));
    await press(page, 'Change time');
    await page.getByText('Something went wrong on our side. Please try again.').waitFor();
    await press(page, 'Try again');
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
  });
});

describe('moving', () => {
  it('[3.2] shows from and to, moves with one press, and says so once the server has', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    expect(await page.locator('.from-to dd').allInnerTexts()).toEqual([
      'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
      'Thursday 26 November 2026, 2:00pm (United Kingdom Time)',
      'Dr Anna Whitfield',
    ]);
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
    await expect.poll(() => page.title()).toBe('Your appointment has moved - Riverside Therapy');
    await expect
      .poll(() => page.locator('.card').textContent())
      .toContain('Thursday 26 November 2026, 2:00pm');
    // Back does not lead to the form that was sent.
    await page.goBack();
    await heading(page, 'Choose a new time');
    await expect.poll(() => page.getByText('Now: Thursday 26 November 2026').isVisible()).toBe(true);
  });

  it('[3.2] keeps the old time where that is pressed', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    await press(page, 'Keep old time');
    await heading(page, 'Your appointment');
    expect(web.fake.of('change')).toEqual([]);
  });

  it('[3.2] keeps the chosen time over Back', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    await press(page, 'Back');
    await heading(page, 'Choose a new time');
    await expect.poll(() => page.getByRole('radio', { name: '2:00pm' }).isChecked()).toBe(true);
    await expect.poll(() => legend(page)).toBe('Times on Thursday 26 November');
    await press(page, 'Continue');
    await heading(page, 'Check your new time');
  });

  it('[1.6] says beforehand and afterwards that it counts as late', async () => {
    web.fake.appointment = appointment({ change: { ...appointment().change, late: true } });
    web.fake.on('change', () => yes(outcome({ late: true })));
    const page = await web.page();
    await toChecking(page, web.fake);
    await expect.poll(() => page.getByText('It will count as late.').isVisible()).toBe(true);
    await press(page, 'Move appointment');
    await page.getByText('This counts as a late change.').waitFor();
  });

  it('[3.6] is sent once however often it is pressed', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    let answer: (reply: ReturnType<typeof yes>) => void = () => {};
    web.fake.once('change', new Promise((resolve) => (answer = resolve)));
    await press(page, 'Move appointment');
    const sending = page.getByRole('button', { name: 'Sending...' });
    await sending.click({ force: true });
    await sending.press('Enter');
    // Going back and pressing again is the same intention, so the same request.
    await press(page, 'Back');
    await press(page, 'Continue');
    await press(page, 'Move appointment');
    answer(yes(outcome()));
    await heading(page, 'Your appointment has moved');
    expect(web.fake.of('change')).toHaveLength(1);
  });

  it('[3.6] is sent again with the same key where no answer came', async () => {
    const page = await web.page({ timers: 'ours' });
    await toChecking(page, web.fake);
    web.fake.once('change', 'cut', 'cut');
    await press(page, 'Move appointment');
    await page.getByText('We are checking whether that worked.').waitFor();
    await page.clock.runFor(1000);
    await expect.poll(() => web.fake.of('change').length).toBe(2);
    await page.clock.runFor(3000);
    await heading(page, 'Your appointment has moved');
    const keys = web.fake.of('change').map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{1,64}$/);
  });

  it('[3.6] is pressed again with the same key after a fault and after being offline', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    web.fake.once('change', problem('internal'));
    await press(page, 'Move appointment');
    await page.getByText('Something went wrong on our side. Please try again.').waitFor();
    await page.context().setOffline(true);
    await press(page, 'Move appointment');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Try again');
    await heading(page, 'Your appointment has moved');
    const keys = web.fake.of('change').map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  it('[3.2] offers three times close to one that was taken, or all of them', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    const nearest = ['2026-11-26T14:30:00Z', '2026-11-26T13:30:00Z', '2026-11-27T14:00:00Z'];
    web.fake.once('change', problem('taken', { nearest }));
    await press(page, 'Move appointment');
    await heading(page, 'That time has gone');
    const group = page.getByRole('group', {
      name: 'Someone has just taken Thursday 26 November 2026, 2:00pm (United Kingdom Time). These are close:',
    });
    await expect.poll(() => group.getByRole('radio').count()).toBe(3);
    await press(page, 'Continue');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await group.getByText('Friday 27 November 2026, 2:00pm').click();
    await press(page, 'Continue');
    await heading(page, 'Check your new time');
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
    expect(web.fake.of('change').map(({ body }) => body)).toEqual([
      { startsAt: '2026-11-26T14:00:00Z' },
      { startsAt: '2026-11-27T14:00:00Z' },
    ]);
    expect(new Set(web.fake.of('change').map(({ key }) => key)).size).toBe(2);
  });

  it('[3.2] shows all times anew where that is wanted, or where none are close', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    web.fake.once('change', problem('taken', { nearest: ['2026-11-27T14:00:00Z'] }), problem('taken'));
    await press(page, 'Move appointment');
    await press(page, 'See all times');
    await heading(page, 'Choose a new time');
    await expect.poll(() => web.fake.of('openings').length).toBe(2);
    await page.getByRole('radio', { name: '5:30pm' }).check();
    await press(page, 'Continue');
    await press(page, 'Move appointment');
    await page.getByText(/^Someone has just taken Thursday 26 November 2026, 5:30pm/).waitFor();
    await heading(page, 'Choose a new time');
  });

  it('[3.1] shows the latest where the appointment changed meanwhile', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    const closed = 'Online changes have closed. Please phone 020 7946 0018.';
    web.fake.appointment = appointment({ version: 8, change: no('window-closed', closed) });
    web.fake.once('change', problem('window-closed', { detail: closed }));
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment');
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await expect.poll(() => page.getByText('Online changes have closed.').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Change time' }).count()).toBe(0);
  });

  it('[3.1] notices on coming back to the window that the practice has moved it', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    const startsAt = '2026-11-25T11:00:00Z';
    web.fake.appointment = appointment({ version: 8, startsAt });
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await expect
      .poll(() => page.locator('.from-to').textContent())
      .toContain('Wednesday 25 November 2026, 11:00am');
  });

  it('[3.2] goes on after a reload, from the free times', async () => {
    const page = await web.page();
    await toChecking(page, web.fake);
    await page.reload();
    await heading(page, 'Choose a new time');
  });

  it('[3.7] gives the calendar file, or says that the session is over', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to calendar' }).click(),
    ]);
    expect(new URL(download.url()).pathname).toBe(`/v1/me/appointments/${web.fake.appointment.id}/calendar`);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Add to calendar' }).click();
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    web.fake.signedIn = false;
    await page.getByRole('link', { name: 'Add to calendar' }).click();
    await heading(page, 'Please sign in again');
    await press(page, 'Continue');
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Your appointment');
  });
});

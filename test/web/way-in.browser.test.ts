import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { problem, type yes } from './support/fake-api.ts';
import { portal, token } from './support/fake-practice.ts';
import { at, choose, enter, toIdentity, typeDetails, webTests } from './support/setting.ts';

const web = webTests();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('the link', () => {
  it('[2.7] sends nothing before a button is pressed, and takes the secret out of the address', async () => {
    const page = await web.page();
    await page.goto(at(web.fake));
    await heading(page, 'See your appointment');
    await page.waitForLoadState('networkidle');
    expect(web.fake.asked).toEqual([]);
    expect(page.url()).toBe(`${web.fake.url}/a`);
    expect(await page.evaluate(() => history.length)).toBe(2);

    await press(page, 'Continue');
    await heading(page, "Check it's you");
    expect(web.fake.asked.map(({ operation, body }) => [operation, body])).toEqual([
      ['open', { token, keep: 'cookie' }],
    ]);
  });

  it('[2.7] opens the appointment for date of birth and postcode, typed as people type them', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    await expect.poll(() => page.title()).toBe("Check it's you - Riverside Therapy");
    await expect.poll(() => focused(page)).toBe("Check it's you");
    await typeDetails(page, '27 Mar 1948', ' ba1 5nb');
    await page.keyboard.press('Enter');
    await heading(page, 'Your appointment');
    expect(web.fake.of('open').at(-1)!.body).toEqual({
      token,
      keep: 'cookie',
      dateOfBirth: '1948-03-27',
      postcode: 'ba1 5nb',
    });
    await expect.poll(() => page.getByText('Tuesday 24 November 2026').isVisible()).toBe(true);
    await expect.poll(() => focused(page)).toBe('Your appointment');
  });

  it('[2.7] is opened again by a reload: before the questions, and after them', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    await page.reload();
    await heading(page, 'See your appointment');
    await enter(page, web.fake);
    await page.reload();
    await page.getByText('Dr Anna Whitfield').waitFor();
    expect(web.fake.of('me')).toHaveLength(2);
  });

  it('[2.7] makes place for another one that is opened in the same tab', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    await page.evaluate(() => {
      location.hash = 'another.link.secret';
    });
    await heading(page, 'See your appointment');
    expect(page.url()).toBe(`${web.fake.url}/a`);
    await press(page, 'Continue');
    await heading(page, "Check it's you");
    expect(web.fake.of('open').at(-1)!.body).toMatchObject({ token: 'another.link.secret' });
  });

  it('[2.7] is asked for where somebody comes without it', async () => {
    const page = await web.page();
    await page.goto(`${web.fake.url}/a`);
    await heading(page, 'Open the link in your message');
  });

  it('[2.7] says that it has stopped working, and where help is', async () => {
    web.fake.on('open', () => problem('link-ended'));
    const page = await web.page();
    await page.goto(at(web.fake));
    await press(page, 'Continue');
    await heading(page, 'This link has stopped working');
    await expect
      .poll(() => page.locator('footer').textContent())
      .toContain('Phone the practice that sent you the link');
  });

  it.each(['portal-off', 'booking-off'] as const)(
    '[1.4] shows the message of the practice: %s',
    async (code) => {
      const detail = 'We are moving house. Please call 020 7946 0018.';
      web.fake.on('open', () => problem(code, { detail, phone: '020 7946 0018' }));
      const page = await web.page();
      await page.goto(at(web.fake));
      await press(page, 'Continue');
      await heading(page, 'Online access is switched off');
      await expect.poll(() => page.getByText('We are moving house.').isVisible()).toBe(true);
      expect(await page.getByRole('link', { name: '020 7946 0018' }).first().getAttribute('href')).toBe(
        'tel:02079460018',
      );
    },
  );

  it('[1.4] stops at once when the portal is switched off meanwhile', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    web.fake.on('openings', () => problem('portal-off', { detail: 'Please call us.' }));
    await press(page, 'Change time');
    await heading(page, 'Online access is switched off');
  });
});

describe('the questions', () => {
  it('[2.7] name each mistake in a box and beside its field, and keep what was typed', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    await page.getByLabel('Day').fill('27');
    await page.getByLabel('Month').fill('Mar');
    await press(page, 'Continue');

    const box = page.getByRole('region', { name: 'Check 2 answers' });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.title()).toBe("Error: Check it's you - Riverside Therapy");
    expect(await box.getByRole('listitem').allInnerTexts()).toEqual([
      'Date of birth needs a year',
      'Enter your postcode',
    ]);
    await expect
      .poll(() => page.locator('#date-error').textContent())
      .toContain('Date of birth needs a year');
    await expect.poll(() => page.locator('#postcode-error').textContent()).toContain('Enter your postcode');
    await box.getByRole('link', { name: 'Date of birth needs a year' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('dob-year');
    expect([await page.getByLabel('Day').inputValue(), await page.getByLabel('Month').inputValue()]).toEqual([
      '27',
      'Mar',
    ]);
    // Mending it does not move focus away from the field.
    await page.keyboard.type('1948');
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1948');
    expect(web.fake.of('open')).toHaveLength(1);
  });

  it('[2.8] say of wrong details never which part is wrong', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    await typeDetails(page, '1 1 1950');
    await press(page, 'Continue');
    const box = page.getByRole('region', { name: 'Check 2 answers' });
    await box.waitFor();
    expect(await box.getByRole('listitem').allInnerTexts()).toEqual([
      'Those details do not match. Check both, or phone 020 7946 0018.',
    ]);
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1950');
  });

  it('[2.8] say when a paused link works again, in the time of the place', async () => {
    const until = '2026-11-20T11:00:00.000Z';
    const page = await web.page({ timezoneId: 'America/New_York' });
    await toIdentity(page, web.fake);
    web.fake.on('open', () => problem('identity-locked', { until, phone: web.fake.portal.phone }));
    await typeDetails(page);
    await press(page, 'Continue');
    await page
      .getByText('Try after Friday 20 November 2026, 11:00am (United Kingdom Time), or phone 020 7946 0018.')
      .waitFor();
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1948');
  });

  it('[2.8] send a client whose record lacks something to the phone, without saying what', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    web.fake.on('open', () => problem('details-missing', { phone: web.fake.portal.phone }));
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Please phone Riverside Therapy');
    await expect.poll(() => page.getByText('We need to update your record first.').isVisible()).toBe(true);
  });

  it('[2.7] keep what was typed over Back, and over a network that is away', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    await typeDetails(page);
    await page.getByRole('button', { name: 'Back' }).click();
    await heading(page, 'See your appointment');
    await page.goForward();
    await heading(page, "Check it's you");
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1948');

    await page.context().setOffline(true);
    await press(page, 'Continue');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Continue');
    await heading(page, 'Your appointment');
  });

  it('[2.7] are in the order and the words of the country', async () => {
    web.fake.portal = portal({ country: 'US', zone: 'America/New_York' });
    const page = await web.page();
    await toIdentity(page, web.fake);
    await expect
      .poll(() => page.locator('.date-boxes label').allInnerTexts())
      .toEqual(['Month', 'Day', 'Year']);
    await expect.poll(() => page.getByText('For example, 3 27 1948').isVisible()).toBe(true);
    await expect.poll(() => page.getByLabel('ZIP code').isVisible()).toBe(true);
  });

  it('[2.8] are sent once, however often the button is pressed', async () => {
    const page = await web.page();
    await toIdentity(page, web.fake);
    let answer: (reply: ReturnType<typeof yes>) => void = () => {};
    web.fake.once('open', new Promise((resolve) => (answer = resolve)));
    await typeDetails(page);
    await press(page, 'Continue');
    await page.getByRole('button', { name: 'Sending...' }).click({ force: true });
    await page.keyboard.press('Enter');
    await expect.poll(() => web.fake.of('open').length).toBe(2);
    answer(problem('identity-mismatch'));
    await page.getByRole('region', { name: 'Check 2 answers' }).waitFor();
  });
});

describe('a session', () => {
  it('[2.7] that died is opened again by the questions, and the chosen time is kept', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    await choose(page);
    web.fake.once('change', problem('session-ended'));
    web.fake.signedIn = false;
    await press(page, 'Move appointment');
    await heading(page, 'Please sign in again');
    await expect.poll(() => page.getByText('What you typed is kept.').isVisible()).toBe(true);
    await press(page, 'Continue');
    await heading(page, "Check it's you");
    expect(await page.getByLabel('Year').inputValue()).toBe('');
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Check your new time');
    await expect
      .poll(() => page.locator('.from-to').textContent())
      .toContain('Thursday 26 November 2026, 2:00pm');
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
  });

  it('[2.7] leaves the screen by itself after thirty idle minutes', async () => {
    const page = await web.page({ timers: 'ours' });
    await enter(page, web.fake);
    web.fake.signedIn = false;
    await page.clock.fastForward('29:00');
    await heading(page, 'Your appointment');
    await page.clock.fastForward('02:00');
    await heading(page, 'Please sign in again');
    expect(await page.locator('body').textContent()).not.toContain('Whitfield');
  });

  it('[2.7] leaves it also where nobody can say that it is alive', async () => {
    const page = await web.page({ timers: 'ours' });
    await enter(page, web.fake);
    await page.context().setOffline(true);
    await page.clock.fastForward('31:00');
    await heading(page, 'Please sign in again');
  });

  it('[2.7] has no questions behind it any more: Back leaves the page', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });

  it('[2.7] ends when its owner signs out, and nothing of it stays in the tab', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    await press(page, 'Change time');
    await heading(page, 'Choose a new time');
    await press(page, 'Sign out');
    await heading(page, 'You are signed out');
    expect(web.fake.of('signOut')).toHaveLength(1);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.goBack();
    expect(await page.locator('body').textContent()).not.toContain('Whitfield');
    web.fake.signedIn = false;
    await page.reload();
    await heading(page, 'Open the link in your message');
  });

  it('[3.1] says so where the appointment is not there any more', async () => {
    const page = await web.page();
    await enter(page, web.fake);
    web.fake.on('read', () => problem('not-found'));
    await press(page, 'Cancel appointment');
    await heading(page, 'This appointment is no longer here');
    await expect.poll(() => page.getByRole('link', { name: '020 7946 0018' }).count()).toBe(2);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { problem, yes } from './support/fake-api.ts';
import { code, signInToken } from './support/fake-portal.ts';
import { appointment, portal } from './support/fake-practice.ts';
import { expectLegible } from './support/findings.ts';
import {
  heading,
  portalAt,
  press,
  signInAgain,
  signInByCode,
  toAppointments,
  toCode,
  toDetails,
  toQuestions,
} from './support/portal-setting.ts';
import { at, choose, typeDetails, webTests } from './support/setting.ts';

const web = webTests();

const boxed = (page: Page, title = 'Check 1 answer') =>
  page.getByRole('region', { name: title }).getByRole('listitem').allInnerTexts();

describe('signing in by e-mail', () => {
  it('[2.9] asks for an address, then for the code as people type it, then for who it is', async () => {
    const page = await web.page();
    await toCode(page, web.fake);
    await expect.poll(() => page.getByText('If we know edith@example.com').isVisible()).toBe(true);
    const field = page.getByLabel('6-digit code');
    await expect.poll(() => field.getAttribute('autocomplete')).toBe('one-time-code');
    await expect.poll(() => field.getAttribute('inputmode')).toBe('numeric');
    await field.fill(' 135 790 ');
    await press(page, 'Continue');
    await heading(page, "Check it's you");
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Your appointments');
    expect(web.fake.of('signIn').map(({ body }) => body)).toEqual([
      { method: 'code', email: 'edith@example.com', code, keep: 'cookie' },
      {
        method: 'code',
        email: 'edith@example.com',
        code,
        dateOfBirth: '1948-03-27',
        postcode: 'ba1 5nb',
        keep: 'cookie',
      },
    ]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });

  it('[2.9] says what an address looks like, and which code counts', async () => {
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await page.getByLabel('Email address').fill('edith');
    await press(page, 'Email me a link and code');
    await expect.poll(() => boxed(page)).toEqual(['Enter your email address, like name@example.com']);
    expect(web.fake.of('askToSignIn')).toEqual([]);
    await page.getByLabel('Email address').fill('edith@example.com');
    await press(page, 'Email me a link and code');
    await heading(page, 'Check your email');
    await page.getByLabel('6-digit code').fill('000000');
    await press(page, 'Continue');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await expect.poll(() => boxed(page)).toEqual(['That code did not match. Use the newest email.']);
    await press(page, 'Send again');
    await page.getByText('We sent that again.').waitFor();
    expect(web.fake.of('askToSignIn')).toHaveLength(2);
  });

  it('[2.9] goes on after a look into the mail that made the browser load the page anew', async () => {
    const page = await web.page();
    await toCode(page, web.fake);
    await page.reload();
    await heading(page, 'Check your email');
    await page.getByLabel('6-digit code').fill(code);
    await press(page, 'Continue');
    await heading(page, "Check it's you");
    expect(web.fake.of('askToSignIn')).toHaveLength(1);
  });

  it('[2.9] goes back to the code where it has ended meanwhile', async () => {
    const page = await web.page();
    await toQuestions(page, web.fake);
    web.fake.on('signIn', () => problem('code-mismatch'));
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Check your email');
    await expect.poll(() => boxed(page)).toEqual(['That code did not match. Use the newest email.']);
  });

  it('[2.9] by a link sends its secret at a press only', async () => {
    const page = await web.page();
    await page.goto(`${portalAt(web.fake)}/in#${signInToken}`);
    await heading(page, 'Sign in to Riverside Therapy');
    await page.waitForLoadState('networkidle');
    expect(page.url()).toBe(`${portalAt(web.fake)}/in`);
    expect(web.fake.asked.map(({ operation }) => operation)).toEqual(['portalPage']);
    await press(page, 'Sign in');
    await heading(page, "Check it's you");
    await typeDetails(page);
    await press(page, 'Continue');
    await heading(page, 'Your appointments');
    await expect.poll(() => page.url()).toBe(portalAt(web.fake));
    expect(web.fake.of('signIn')[0]!.body).toEqual({ method: 'link', token: signInToken, keep: 'cookie' });
  });

  it('[2.9] by a link that is dead offers a new one', async () => {
    web.fake.on('signIn', () => problem('link-ended'));
    const page = await web.page();
    await page.goto(`${portalAt(web.fake)}/in#${signInToken}`);
    await press(page, 'Sign in');
    await heading(page, 'This link has stopped working');
    await press(page, 'Email me a new link');
    await heading(page, 'What is your email address?');
  });

  it('[2.4] asks people who share an address for a first name, never by a list', async () => {
    const page = await web.page();
    await toQuestions(page, web.fake);
    web.fake.clientPage.asks = ['dateOfBirth', 'postcode', 'firstName'];
    await typeDetails(page);
    await press(page, 'Continue');
    const name = page.getByLabel('First name');
    await name.waitFor();
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1948');
    await press(page, 'Continue');
    await expect.poll(() => boxed(page)).toEqual(['Enter your first name']);
    await name.fill('Edith');
    await press(page, 'Continue');
    await heading(page, 'Your appointments');
    expect(web.fake.of('signIn').at(-1)!.body).toMatchObject({ firstName: 'Edith' });
  });

  it('[2.8] says when a paused way in works again', async () => {
    const page = await web.page();
    await toQuestions(page, web.fake);
    const until = '2026-11-20T11:00:00.000Z';
    web.fake.on('signIn', () => problem('identity-locked', { until, phone: web.fake.portal.phone }));
    await typeDetails(page);
    await press(page, 'Continue');
    await page.getByText('We paused this to keep you safe. Try after Friday 20 November 2026').waitFor();
  });

  it('[1.4] shows the message of the practice while the portal is off', async () => {
    web.fake.portal = portal({ clientPortal: false, offMessage: 'We are moving. Call 020 7946 0018.' });
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await heading(page, 'Online access is switched off');
    await expect.poll(() => page.getByText('We are moving.').isVisible()).toBe(true);
  });

  it('[2.9] keeps the address over a network that is away', async () => {
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await page.getByLabel('Email address').fill('edith@example.com');
    await page.context().setOffline(true);
    await press(page, 'Email me a link and code');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Email me a link and code');
    await heading(page, 'Check your email');
  });
});

describe('the appointments', () => {
  it('[3.1] show the next one large, later ones, and past ones a page at a time', async () => {
    const page = await web.page();
    await toAppointments(page, web.fake);
    await expect.poll(() => page.getByText('You can change or cancel online until').count()).toBe(1);
    const past = page.getByRole('region', { name: 'Past appointments' });
    await expect.poll(() => past.getByRole('listitem').count()).toBe(2);
    await past.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => past.getByRole('listitem').count()).toBe(3);
    expect(await past.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  it('[3.1] are none', async () => {
    web.fake.on('list', () => yes({ items: [], next: null }));
    const page = await web.page();
    await toAppointments(page, web.fake);
    await expect.poll(() => page.getByText('You have no appointments coming up.').isVisible()).toBe(true);
  });

  it('[3.2] can be moved: the next one from here, and a reload keeps the step', async () => {
    const page = await web.page();
    await signInByCode(page, web.fake);
    await press(page, 'Change time');
    await heading(page, 'Choose a new time');
    await page.reload();
    await heading(page, 'Choose a new time');
    await page.goBack();
    await heading(page, 'Your appointments');
    await choose(page);
    await press(page, 'Move appointment');
    await heading(page, 'Your appointment has moved');
    await press(page, 'Appointments');
    await heading(page, 'Your appointments');
    await page.getByText('Thursday 26 November 2026').first().waitFor();
  });

  it('[3.3] can be cancelled, a later one from its own page', async () => {
    const later = web.fake.clientPage.later[0]!;
    web.fake.on('read', () => yes(later));
    const page = await web.page();
    await toAppointments(page, web.fake);
    await page.getByRole('button', { name: /See details of Tuesday 8 December/ }).click();
    await heading(page, 'Your appointment');
    await press(page, 'Cancel appointment');
    await heading(page, 'Cancel this appointment?');
    await expect.poll(() => page.locator('.card').textContent()).toContain('8 December');
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
  });

  it('[3.1] that is gone leads to the others', async () => {
    const page = await web.page();
    await toAppointments(page, web.fake);
    web.fake.on('openings', () => problem('not-found'));
    await press(page, 'Change time');
    await heading(page, 'This appointment is no longer here');
    await press(page, 'See your appointments');
    await heading(page, 'Your appointments');
    await page.getByText('Next appointment').waitFor();
  });
});

describe('the session', () => {
  it('[2.9] that died is opened again, and the chosen time is kept for the same person', async () => {
    const page = await web.page();
    await signInByCode(page, web.fake);
    await choose(page);
    web.fake.once('change', problem('session-ended'));
    web.fake.signedIn = false;
    await press(page, 'Move appointment');
    await signInAgain(page);
    await heading(page, 'Check your new time');
    await expect
      .poll(() => page.locator('.from-to').textContent())
      .toContain('Thursday 26 November 2026, 2:00pm');
  });

  it('[2.9] leaves the screen after thirty idle minutes', async () => {
    const page = await web.page({ timers: 'ours' });
    await toAppointments(page, web.fake);
    web.fake.signedIn = false;
    await page.clock.fastForward('31:00');
    await heading(page, 'Please sign in again');
    expect(await page.locator('body').textContent()).not.toContain('Whitfield');
  });

  it('[2.9] ends here, or everywhere', async () => {
    const page = await web.page();
    await toDetails(page, web.fake);
    await press(page, 'Sign out everywhere');
    await heading(page, 'You are signed out');
    expect(web.fake.of('signOut').at(-1)!.query.get('all')).toBe('true');
    await press(page, 'Sign in again');
    await heading(page, 'What is your email address?');
    await toAppointments(page, web.fake);
    await press(page, 'Sign out');
    await heading(page, 'You are signed out');
    expect(web.fake.of('signOut').at(-1)!.query.get('all')).toBe('false');
  });

  it('[2.9] of an appointment link opens that appointment alone, not the portal', async () => {
    web.fake.signedIn = true;
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await heading(page, 'What is your email address?');
  });

  it('[3.7] makes a private address of the calendar, shows it once, and ends it', async () => {
    const page = await web.page();
    await toDetails(page, web.fake);
    await press(page, 'Make an address');
    const field = page.getByLabel('Your new address.');
    await field.waitFor();
    await expect.poll(() => field.inputValue()).toMatch(/^https:.*secret$/);
    expect(await page.getByRole('link', { name: 'Open in my calendar' }).getAttribute('href')).toMatch(
      /^webcal:/,
    );
    await press(page, 'Stop the address');
    expect(web.fake.of('endFeed')).toEqual([]);
    await press(page, 'Yes, stop the address');
    await page.getByRole('button', { name: 'Make an address' }).waitFor();
    await expect.poll(() => field.count()).toBe(0);
  });

  it('[3.7] asks once more before an address that is in use dies', async () => {
    web.fake.clientPage.feed = { on: true, since: '2026-11-19T10:00:00Z' };
    const page = await web.page();
    await toDetails(page, web.fake);
    const warning =
      'The address you have now stops at once. Calendars that use it are not kept up to date any more.';
    await press(page, 'Make a new address');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(warning);
    await press(page, 'Keep the address');
    await press(page, 'Make a new address');
    expect(web.fake.of('newFeed')).toEqual([]);
    await press(page, 'Yes, make a new address');
    await page.getByLabel('Your new address.').waitFor();
    await expect.poll(() => page.getByText(warning).count()).toBe(0);
    expect(web.fake.of('newFeed')).toHaveLength(1);
  });
});

describe('messages to a client', () => {
  const byText = (page: Page) => page.getByRole('checkbox', { name: 'By text message' });

  it('[6.1] are chosen by them', async () => {
    const page = await web.page();
    await toDetails(page, web.fake);
    await byText(page).check();
    expect(web.fake.of('choose')).toEqual([]);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(web.fake.of('choose').map(({ over, body }) => [over, body])).toEqual([
      [4, { notices: { email: true, text: true } }],
    ]);
    await byText(page).uncheck();
    await expect.poll(() => page.getByText('Saved.').count()).toBe(0);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(web.fake.of('choose')[1]!.over).toBe(5);
  });

  it('[6.4] that do not arrive say why', async () => {
    const { preferences } = web.fake.clientPage;
    web.fake.clientPage.preferences = { ...preferences, reach: { email: 'bounced', text: 'not-mobile' } };
    const page = await web.page();
    await toDetails(page, web.fake);
    await page.getByText('Our emails to you came back. Please phone 020 7946 0018.').waitFor();
    const noMobile = page.getByText('We have no mobile number for you. Please phone 020 7946 0018.');
    expect(await noMobile.count()).toBe(0);
    await byText(page).check();
    await noMobile.waitFor();
  });

  it('[6.1] show the latest where somebody else chose meanwhile', async () => {
    const page = await web.page();
    await toDetails(page, web.fake);
    await byText(page).check();
    const { preferences } = web.fake.clientPage;
    const notices = { email: false, text: false };
    web.fake.clientPage.preferences = { ...preferences, notices, version: 5 };
    await press(page, 'Save');
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await expect.poll(() => byText(page).isChecked()).toBe(false);
    await expect.poll(() => page.getByRole('checkbox', { name: 'By email' }).isChecked()).toBe(false);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
  });

  it('[6.1] are chosen once, though the first answer was lost', async () => {
    const page = await web.page();
    await toDetails(page, web.fake);
    await byText(page).check();
    web.fake.once('choose', 'cut');
    const { preferences } = web.fake.clientPage;
    const notices = { email: true, text: true };
    web.fake.clientPage.preferences = { ...preferences, notices, version: 5 };
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    await expect.poll(() => byText(page).isChecked()).toBe(true);
  });

  it('[6.1] can be tried again where they do not come', async () => {
    const page = await web.page();
    web.fake.once('preferences', problem('internal'));
    await toDetails(page, web.fake);
    await press(page, 'Try again');
    await byText(page).waitFor();
  });
});

describe('an appointment link where the identity check is off', () => {
  it('[1.11] asks for the code of an e-mail', async () => {
    web.fake.on('open', ({ body }) => {
      const given = (body as { code?: string }).code;
      if (given === undefined) return yes({ outcome: 'needed', needed: 'code', portal: web.fake.portal });
      if (given !== code) return problem('code-mismatch');
      web.fake.signedIn = true;
      return yes({
        outcome: 'session',
        appointmentId: web.fake.appointment.id,
        token: null,
        portal: web.fake.portal,
      });
    });
    const page = await web.page();
    await page.goto(at(web.fake));
    await press(page, 'Continue');
    await heading(page, 'Check your email');
    await page.getByLabel('6-digit code').fill('000000');
    await press(page, 'Continue');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await expect.poll(() => boxed(page)).toEqual(['That code did not match. Use the newest email.']);
    await press(page, 'Send again');
    await page.getByText('We sent that again.').waitFor();
    await page.getByLabel('6-digit code').fill(code);
    await press(page, 'Continue');
    await heading(page, 'Your appointment');
  });
});

describe('every screen of the portal', () => {
  const screens: [string, (page: Page) => Promise<void>][] = [
    [
      'the address with a mistake',
      async (page) => {
        await page.goto(portalAt(web.fake));
        await press(page, 'Email me a link and code');
        await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
      },
    ],
    ['the code', (page) => toCode(page, web.fake)],
    [
      'the link',
      async (page) => {
        await page.goto(`${portalAt(web.fake)}/in#${signInToken}`);
        await heading(page, 'Sign in to Riverside Therapy');
      },
    ],
    [
      'the first name',
      async (page) => {
        web.fake.clientPage.asks = ['dateOfBirth', 'firstName'];
        await toQuestions(page, web.fake);
      },
    ],
    [
      'the appointments',
      async (page) => {
        web.fake.clientPage.later.push(
          appointment({
            id: 'appt_01JD3Q6Z5W8N4T2R9YB7KXAM99',
            status: { name: 'Cancelled', kind: 'cancelled' },
          }),
        );
        await toAppointments(page, web.fake);
        await page.getByRole('heading', { name: 'Past appointments' }).waitFor();
      },
    ],
    [
      'my details',
      async (page) => {
        web.fake.clientPage.preferences.reach.email = 'bounced';
        await toDetails(page, web.fake);
        await press(page, 'Make an address');
        await page.getByLabel('Your new address.').waitFor();
        await press(page, 'Make a new address');
        await page.getByText('The address you have now stops at once.').waitFor();
        await page.getByText('Our emails to you came back.').waitFor();
      },
    ],
    [
      'the end',
      async (page) => {
        await toAppointments(page, web.fake);
        await press(page, 'Sign out');
        await heading(page, 'You are signed out');
      },
    ],
  ];
  it.each(screens)('[9.4] %s is legible and can be operated: wide, narrow, dark, large', async (_, reach) => {
    const page = await web.page();
    await reach(page);
    await expectLegible(page);
  });
});

import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseTime } from './support/booking-setting.ts';
import { problem } from './support/fake-api.ts';
import { confirmation, service } from './support/fake-booking.ts';
import { portal } from './support/fake-practice.ts';
import { expectLegible } from './support/findings.ts';
import { heading, portalAt, press } from './support/portal-setting.ts';
import { typeDetails, webTests } from './support/setting.ts';

const web = webTests();
beforeEach(() => {
  web.fake.portal = portal({ onlineBooking: true, requestForm: 'new-clients' });
});

const thursday = 'Thursday 26 November 2026, 2:00pm (United Kingdom Time)';
const boxed = (page: Page, title: string) =>
  page.getByRole('region', { name: title }).getByRole('listitem').allInnerTexts();

async function toDetails(page: Page): Promise<void> {
  await page.goto(`${portalAt(web.fake)}/new`);
  await heading(page, 'What is it for?');
  await page.getByRole('radio', { checked: true }).waitFor();
  await press(page, 'Continue');
  await page.getByRole('radio', { name: 'Anyone' }).check();
  await press(page, 'Continue');
  await heading(page, 'When?');
  await chooseTime(page);
  await heading(page, 'Your details');
}

async function typePerson(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Noor');
  await page.getByLabel('Last name').fill('Haddad');
  await page.getByLabel('Email address').fill('noor@example.com');
  await page.getByLabel('Phone number').fill('020 7946 0000');
  await typeDetails(page);
}

async function toSending(page: Page): Promise<void> {
  await toDetails(page);
  await typePerson(page);
  await press(page, 'Continue');
  await heading(page, 'Check and send');
}

const confirmAt = () => `${web.fake.url}/c#prac.link.secretsecret`;

describe('the practice’s page', () => {
  it('[9.4] asks who has come, where new clients can ask for an appointment', async () => {
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await heading(page, 'Riverside Therapy');
    await expectLegible(page);
    await press(page, "I'm an existing client");
    await heading(page, 'What is your email address?');
    await press(page, 'Back');
    await page.getByRole('link', { name: "I'm a new client" }).click();
    await heading(page, 'What is it for?');
  });

  it('[1.3] leads only to asking for an appointment where nobody can sign in', async () => {
    const offMessage = 'The client portal is switched off.';
    web.fake.portal = { ...web.fake.portal, clientPortal: false, requestForm: 'everyone', offMessage };
    const page = await web.page();
    await page.goto(portalAt(web.fake));
    await heading(page, 'Riverside Therapy');
    await page.getByText(offMessage).waitFor();
    await expectLegible(page);
    await page.getByRole('link', { name: 'Request appointment' }).click();
    await heading(page, 'What is it for?');
  });
});

describe('asking for an appointment without signing in', () => {
  it('[5.1] goes a step a page, asks for every detail, and holds nothing yet', async () => {
    const page = await web.page();
    await toSending(page);
    expect(await page.locator('.facts dd').allInnerTexts()).toEqual([
      thursday,
      'Anyone who is free',
      'Physiotherapy follow-up',
      'Noor Haddad',
      'noor@example.com',
      '020 7946 0000',
      'Saturday 27 March 1948',
      'ba1 5nb',
    ]);
    await press(page, 'Send request');
    await heading(page, 'One more step');
    await page
      .getByText(`Open our email and press Confirm. We cannot hold ${thursday} until you do.`)
      .waitFor();
    await expectLegible(page);
    expect(web.fake.of('askAsStranger').map(({ body }) => body)).toEqual([
      {
        serviceId: service().id,
        startsAt: '2026-11-26T14:00:00Z',
        locationId: null,
        givenName: 'Noor',
        familyName: 'Haddad',
        email: 'noor@example.com',
        phone: '020 7946 0000',
        dateOfBirth: '1948-03-27',
        postcode: 'ba1 5nb',
      },
    ]);
  });

  it('[5.1] says which answers are wanting, and forgets none on Back', async () => {
    const page = await web.page();
    await toDetails(page);
    await press(page, 'Continue');
    await expect
      .poll(() => boxed(page, 'Check 6 answers'))
      .toEqual([
        'Enter your first name',
        'Enter your last name',
        'Enter your email address, like name@example.com',
        'Enter your phone number',
        'Enter your date of birth',
        'Enter your postcode',
      ]);
    await expectLegible(page);
    await typePerson(page);
    await press(page, 'Back');
    await heading(page, 'When?');
    await press(page, 'Continue');
    await heading(page, 'Your details');
    await expect.poll(() => page.getByLabel('Last name').inputValue()).toBe('Haddad');
    await expect.poll(() => page.getByLabel('Year').inputValue()).toBe('1948');
  });

  it('[5.1] leads back to the answers that the server cannot take', async () => {
    const page = await web.page();
    await toSending(page);
    const errors = [
      { pointer: '/phone', message: 'Write a whole phone number, with its area code.' },
      { pointer: '/postcode', message: 'Write a whole postcode.' },
    ];
    web.fake.once('askAsStranger', problem('validation', { errors }));
    await press(page, 'Send request');
    await heading(page, 'Your details');
    await expect.poll(() => boxed(page, 'Check 2 answers')).toEqual(errors.map(({ message }) => message));
    await expect.poll(() => page.getByLabel('Phone number').inputValue()).toBe('020 7946 0000');
    await press(page, 'Continue');
    await press(page, 'Send request');
    await heading(page, 'One more step');
  });

  it('[4.3] keeps the answers where somebody was quicker, and offers times close by', async () => {
    const page = await web.page();
    await toSending(page);
    web.fake.once('askAsStranger', problem('taken', { nearest: ['2026-11-26T17:30:00.000Z'] }));
    await press(page, 'Send request');
    await heading(page, 'That time has gone');
    await page.getByRole('radio').check();
    await press(page, 'Continue');
    await heading(page, 'Your details');
    await expect.poll(() => page.getByLabel('First name').inputValue()).toBe('Noor');
    await press(page, 'Continue');
    await press(page, 'Send request');
    await heading(page, 'One more step');
  });

  it('[5.1] keeps the answers while the browser is offline', async () => {
    const page = await web.page();
    await toSending(page);
    await page.context().setOffline(true);
    await press(page, 'Send request');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Send request');
    await heading(page, 'One more step');
  });

  it('[3.6] sends again by itself what had no answer, under the same key', async () => {
    const page = await web.page();
    await toSending(page);
    web.fake.once('askAsStranger', 'cut');
    await press(page, 'Send request');
    await heading(page, 'One more step');
    const keys = web.fake.of('askAsStranger').map(({ key }) => key);
    expect(keys).toEqual([expect.any(String), keys[0]]);
  });

  it('[1.4] says in the practice’s words that booking is off', async () => {
    web.fake.portal = portal({ requestForm: 'nobody', offMessage: 'Not online. Call 020 7946 0018.' });
    const page = await web.page();
    await page.goto(`${portalAt(web.fake)}/new`);
    await heading(page, 'Online booking is switched off');
    await page.getByText('Not online.').waitFor();
  });
});

describe('the link of the e-mail', () => {
  async function confirm(page: Page): Promise<void> {
    await page.goto(confirmAt());
    await press(page, 'Confirm');
  }

  it('[4.4] spends nothing before the press, and then says what is held', async () => {
    const page = await web.page();
    await page.goto(confirmAt());
    await heading(page, 'Confirm your request');
    await page.waitForLoadState('networkidle');
    expect([page.url(), web.fake.asked]).toEqual([`${web.fake.url}/c`, []]);
    await expectLegible(page);
    await page.reload();
    await press(page, 'Confirm');
    await heading(page, 'We are holding your time');
    await page.getByText(`We are holding ${thursday} for you. Dr Anna Whitfield will answer by`).waitFor();
    await expectLegible(page);
    expect(web.fake.of('confirm').map(({ body }) => body)).toEqual([{ token: 'prac.link.secretsecret' }]);
  });

  it('[4.2] says that the appointment is booked, or what became of the request', async () => {
    const page = await web.page();
    web.fake.once('confirm', {
      status: 200,
      body: confirmation(web.fake.portal, { state: 'approved', answerBy: null }),
    });
    await confirm(page);
    await heading(page, 'You are booked');
    web.fake.once('confirm', {
      status: 200,
      body: confirmation(web.fake.portal, { state: 'expired', answerBy: null }),
    });
    await page.reload();
    await press(page, 'Confirm');
    await heading(page, 'Ran out of time');
    await page.getByText('Nothing is booked.').waitFor();
  });

  it('[4.3] offers times close by where somebody was quicker', async () => {
    const page = await web.page();
    const nearest = ['2026-11-26T17:30:00.000Z', '2026-11-27T14:00:00.000Z'];
    web.fake.once('confirm', problem('taken', { nearest }));
    await confirm(page);
    await heading(page, 'That time has gone');
    await expectLegible(page);
    await press(page, 'Confirm this time');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await page.getByRole('radio').first().check();
    await press(page, 'Confirm this time');
    await heading(page, 'We are holding your time');
    expect(web.fake.of('confirm')[1]!.body).toMatchObject({ startsAt: nearest[0] });
  });

  it.each([
    ['link-ended', 'This link has stopped working'],
    ['booking-off', 'Online booking is switched off'],
  ] as const)('[4.4] says why it does nothing: %s', async (code, title) => {
    const page = await web.page();
    web.fake.once(
      'confirm',
      problem(code, { detail: 'Please phone 020 7946 0018.', phone: '020 7946 0018' }),
    );
    await confirm(page);
    await heading(page, title);
    await expectLegible(page);
  });

  it('[4.4] is opened in the e-mail', async () => {
    const page = await web.page();
    await page.goto(`${web.fake.url}/c`);
    await heading(page, 'Open the link in your email');
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chooseTime, toAsking, toRequests, toSending, toWhen, toWhom } from './support/booking-setting.ts';
import { problem, yes } from './support/fake-api.ts';
import { request, service, times } from './support/fake-booking.ts';
import { portal } from './support/fake-practice.ts';
import { expectLegible } from './support/findings.ts';
import { heading, portalAt, press, signInAgain, toAppointments } from './support/portal-setting.ts';
import { webTests } from './support/setting.ts';

const web = webTests();

const thursday = 'Thursday 26 November 2026, 2:00pm (United Kingdom Time)';
const monday = 'Monday 23 November 2026, 10:00am (United Kingdom Time)';
const held = `We are holding ${thursday} for you. Dr Anna Whitfield will answer by ${monday}.`;
const nearest = ['2026-11-26T17:30:00.000Z', '2026-11-26T09:30:00.000Z', '2026-11-27T14:00:00.000Z'];
const facts = (page: Page) => page.locator('.facts dd').allInnerTexts();
const said = (page: Page) => page.locator('.note').textContent();

describe('asking for an appointment', () => {
  it('[5.1] goes a step a page from what for to sent, and to all requests', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    await expect.poll(() => facts(page)).toEqual([thursday, 'Anyone who is free', 'Physiotherapy follow-up']);
    await press(page, 'Send request');
    await heading(page, 'Request sent');
    await expect.poll(() => said(page)).toBe(held);
    expect(web.fake.of('times')[0]!.query.has('staffId')).toBe(false);
    const [asked] = web.fake.of('ask');
    expect(asked!.body).toEqual({
      serviceId: service().id,
      startsAt: '2026-11-26T14:00:00Z',
      locationId: null,
    });
    expect(asked!.key).toMatch(/^[0-9a-f-]{36}$/);
    await press(page, 'See your requests');
    await heading(page, 'Your requests');
    await page.getByText('Waiting').waitFor();
  });

  it('[4.2] offers anyone first, then each clinician, and asks for the one that was chosen', async () => {
    const page = await web.page();
    await toWhom(page, web.fake);
    expect(await page.locator('.choice').allInnerTexts()).toEqual([
      'Anyone',
      'Dr Anna Whitfield',
      'Omar Farouk',
    ]);
    await page.getByRole('radio', { name: 'Omar Farouk' }).check();
    await press(page, 'Continue');
    await heading(page, 'When?');
    await chooseTime(page);
    await heading(page, 'Check and send');
    expect((await facts(page))[1]).toBe('Omar Farouk');
    await press(page, 'Send request');
    await heading(page, 'Request sent');
    expect(web.fake.of('times')[0]!.query.get('staffId')).toBe(service().clinicians[1]!.id);
    expect(web.fake.of('ask')[0]!.body).toMatchObject({ staffId: service().clinicians[1]!.id });
  });

  it('[4.2] books at once where nobody has to approve it', async () => {
    web.fake.booking.approval = false;
    const page = await web.page();
    await toSending(page, web.fake);
    await press(page, 'Book appointment');
    await heading(page, 'You are booked');
    await expect.poll(() => page.locator('.card').textContent()).toContain('2:00pm (United Kingdom Time)');
    await press(page, 'See your appointments');
    await heading(page, 'Your appointments');
  });

  it('[4.1] names the place of a time where there are several, each with its own zone', async () => {
    const [bath, calais] = ['loc_bath', 'loc_calais'];
    web.fake.booking.services = [
      service({
        locations: [
          { id: bath, name: 'Bath' },
          { id: calais, name: 'Calais' },
        ],
      }),
    ];
    const at = (locationId: string, zone: string, hour: string) => ({
      startsAt: '2026-11-26T14:00:00.000Z',
      endsAt: '2026-11-26T14:50:00.000Z',
      localTime: `2026-11-26T${hour}:00`,
      zone,
      locationId,
      staffIds: [],
      awaitsApproval: true,
    });
    const items = [at(bath, 'Europe/London', '14'), at(calais, 'Europe/Paris', '15')];
    web.fake.on('times', () => ({ status: 200, body: { items, next: null } }));
    const page = await web.page();
    await toWhen(page, web.fake);
    await page.getByRole('radio', { name: '3:00pm Calais Central European Time' }).check();
    await expect.poll(() => page.getByRole('radio', { checked: true }).count()).toBe(2);
    await press(page, 'Continue');
    await heading(page, 'Check and send');
    await expect
      .poll(() => facts(page))
      .toEqual([
        expect.stringContaining('3:00pm (Central European Time)'),
        'Anyone who is free',
        'Physiotherapy follow-up',
        'Calais',
      ]);
    await press(page, 'Send request');
    await heading(page, 'Request sent');
    expect(web.fake.of('ask')[0]!.body).toMatchObject({ locationId: calais });
  });

  it('[4.2] passes over the question whom to see where there is one clinician, and keeps answers on Back', async () => {
    const page = await web.page();
    await toAsking(page, web.fake);
    await page.getByRole('radio', { name: /Massage/ }).check();
    await press(page, 'Continue');
    await heading(page, 'When?');
    await chooseTime(page);
    await heading(page, 'Check and send');
    await press(page, 'Back');
    await heading(page, 'When?');
    await expect.poll(() => page.getByRole('radio', { name: '2:00pm' }).isChecked()).toBe(true);
    await press(page, 'Back');
    await heading(page, 'What is it for?');
    await expect.poll(() => page.getByRole('radio', { name: /Massage/ }).isChecked()).toBe(true);
  });

  it('[5.1] says at each step what is wanting, beside it and in the box', async () => {
    const page = await web.page();
    const wanting = async (words: string) => {
      await press(page, 'Continue');
      const box = page.getByRole('region', { name: 'Check 1 answer' });
      await box.getByRole('link', { name: words }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
      await expect.poll(() => page.locator('.field-error:not([hidden])').textContent()).toContain(words);
      await expect.poll(() => page.title()).toMatch(/^Error: /);
    };
    await toAsking(page, web.fake);
    await wanting('Choose what it is for');
    await page.getByRole('radio', { name: /Physiotherapy/ }).check();
    await press(page, 'Continue');
    await heading(page, 'Who would you like to see?');
    await wanting('Choose who you would like to see');
    await page.getByRole('radio', { name: 'Anyone' }).check();
    await press(page, 'Continue');
    await heading(page, 'When?');
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
    await wanting('Choose a time');
  });

  it('[9.4] needs nothing but a keyboard, and each heading takes focus', async () => {
    const page = await web.page();
    await toAsking(page, web.fake);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const on = async (title: string) => {
      await heading(page, title);
      await expect.poll(focused).toBe(title);
    };
    await on('What is it for?');
    for (const [keys, title] of [
      [['Tab', 'Space', 'Enter'], 'Who would you like to see?'],
      [['Tab', 'Space', 'ArrowDown', 'Enter'], 'When?'],
    ] as const) {
      for (const key of keys) await page.keyboard.press(key);
      await on(title);
    }
    await page.getByRole('radio', { name: '9:00am' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await on('Check and send');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await on('Request sent');
  });

  it('[4.3] offers times close to one that somebody else took', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    web.fake.once('ask', problem('taken', { nearest }));
    await press(page, 'Send request');
    await heading(page, 'That time has gone');
    await page.getByText(`Someone has just taken ${thursday}. These are close:`).waitFor();
    await press(page, 'Continue');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await page.getByRole('radio', { name: /5:30pm/ }).check();
    await press(page, 'Continue');
    await heading(page, 'Check and send');
    await press(page, 'Send request');
    await heading(page, 'Request sent');
    const [first, second] = web.fake.of('ask');
    expect(second!.body).toMatchObject({ startsAt: nearest[0] });
    expect(second!.key).not.toBe(first!.key);
  });

  it('[4.3] looks for all times anew where none is close, or where all are wanted', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    web.fake.once('ask', problem('not-an-opening', { nearest: [] }), problem('taken', { nearest }));
    await press(page, 'Send request');
    await heading(page, 'When?');
    await page.getByText('Please choose another time.').waitFor();
    expect(web.fake.of('times')).toHaveLength(2);
    await chooseTime(page);
    await press(page, 'Send request');
    await heading(page, 'That time has gone');
    await press(page, 'See all times');
    await heading(page, 'When?');
    await page.getByRole('radio', { name: '2:00pm' }).waitFor();
    expect(web.fake.of('times')).toHaveLength(3);
  });

  it('[3.6] sends once however often it is pressed, and with the same key after no answer', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    let answer = () => {};
    const made = new Promise<{ status: number; body: unknown }>((resolve) => {
      answer = () => resolve({ status: 201, body: request() });
    });
    web.fake.once('ask', 'cut', made);
    const send = page.getByRole('button', { name: 'Send request' });
    await send.dblclick();
    await page.getByText('We are checking whether that worked.').waitFor();
    await expect.poll(() => web.fake.of('ask').length).toBe(2);
    await page.getByRole('button', { name: 'Sending...' }).dispatchEvent('click');
    answer();
    await heading(page, 'Request sent');
    const keys = web.fake.of('ask').map(({ key }) => key);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it('[5.1] keeps what was chosen while the browser is offline', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    await page.context().setOffline(true);
    await press(page, 'Send request');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Try again');
    await heading(page, 'Request sent');
  });

  it('[5.1] keeps what was chosen over a sign-in of the same person', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    web.fake.signedIn = false;
    await press(page, 'Send request');
    await signInAgain(page);
    await heading(page, 'Check and send');
    expect((await facts(page))[0]).toBe(thursday);
  });

  it('[4.4] says that enough requests are waiting', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    web.fake.once('ask', problem('requests-open', { detail: 'Three of your requests are waiting.' }));
    await press(page, 'Send request');
    await page.getByText('Three of your requests are waiting.').waitFor();
  });

  it('[1.4] shows the message of the practice where booking is off, and leaves the rest of the portal', async () => {
    const page = await web.page();
    await toAppointments(page, web.fake);
    expect(await page.getByRole('button', { name: 'Request appointment' }).count()).toBe(0);
    await toSending(page, web.fake);
    web.fake.on('ask', () => problem('booking-off', { detail: 'Not online now. Call 020 7946 0018.' }));
    await press(page, 'Send request');
    await heading(page, 'Online booking is switched off');
    await page.getByText('Not online now.').waitFor();
    await press(page, 'See your appointments');
    await heading(page, 'Your appointments');
  });

  it('[4.1] begins anew, with the latest, where what was chosen is offered no more', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    web.fake.once('ask', problem('not-found'));
    web.fake.booking.services = [service({ name: 'First visit' })];
    await press(page, 'Send request');
    await heading(page, 'What is it for?');
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await expect.poll(() => page.getByRole('radio', { name: /First visit/ }).isChecked()).toBe(true);
  });

  it('[4.3] asks on where the times of a very large practice are more than one answer', async () => {
    const page = await web.page();
    await toWhom(page, web.fake);
    const all = times(new URLSearchParams({ to: '2026-12-01' }), web.fake.booking);
    const upTo = (date: string) => all.filter(({ localTime }) => localTime < date);
    const answers = [
      { items: upTo('2026-11-25'), next: '2026-11-25' },
      { items: [], next: '2026-11-26' },
      { items: all.filter(({ localTime }) => localTime > '2026-11-26'), next: null },
    ];
    web.fake.once('times', ...answers.map((answer) => yes(answer)));
    await page.getByRole('radio', { name: 'Anyone' }).check();
    await press(page, 'Continue');
    await heading(page, 'When?');
    await expect
      .poll(() => page.locator('.day-number').allInnerTexts())
      .toEqual(['23', '24', '26', '27', '30']);
    const asked = web.fake.of('times').map(({ query }) => [query.get('from'), query.get('to')]);
    expect(asked).toEqual([
      [null, '2027-01-01'],
      ['2026-11-25', '2027-01-01'],
      ['2026-11-26', '2027-01-01'],
    ]);
  });

  it('[4.3] says until when no times are free', async () => {
    web.fake.on('times', () => ({ status: 200, body: { items: [], next: null } }));
    const page = await web.page();
    await toWhen(page, web.fake);
    await page.getByText('No times are free online until Monday 1 November 2027.').waitFor();
  });

  it('[5.1] is offered after a cancellation', async () => {
    web.fake.portal = portal({ onlineBooking: true });
    const page = await web.page();
    await toAppointments(page, web.fake);
    await press(page, 'Cancel appointment');
    await press(page, 'Yes, cancel it');
    await heading(page, 'Your appointment is cancelled');
    await press(page, 'Request appointment');
    await heading(page, 'What is it for?');
  });

  it('[5.1] begins again after a load of the page in the middle', async () => {
    const page = await web.page();
    await toSending(page, web.fake);
    await page.reload();
    await heading(page, 'What is it for?');
  });
});

describe('the requests of a client', () => {
  const all = [
    request(),
    request({ id: 'req_2', state: 'approved', answerBy: null }),
    request({ id: 'req_3', state: 'declined', answerBy: null, note: 'We are full.\nTry in May.' }),
    request({ id: 'req_4', state: 'withdrawn', answerBy: null }),
    request({ id: 'req_5', state: 'expired', answerBy: null }),
  ];

  it('[5.3] are listed with what became of each', async () => {
    web.fake.booking.requests = all;
    const page = await web.page();
    await toRequests(page, web.fake);
    expect(await page.locator('.standing').allInnerTexts()).toEqual([
      'Waiting',
      'Approved',
      'Not this time (We are full.\nTry in May.)',
      'Withdrawn',
      'Ran out of time',
    ]);
    await expect.poll(() => page.getByRole('button', { name: /^Withdraw/ }).count()).toBe(1);
    await expect
      .poll(() => page.getByRole('button', { name: 'Requests' }).getAttribute('aria-current'))
      .toBe('page');
  });

  it('[5.4] are given up by a second press, never by the first', async () => {
    web.fake.booking.requests = [request()];
    const page = await web.page();
    await toRequests(page, web.fake);
    await press(page, `Withdraw for ${thursday}`);
    await heading(page, 'Withdraw this request?');
    await press(page, 'Keep it');
    await heading(page, 'Your requests');
    expect(web.fake.of('withdraw')).toEqual([]);
    await press(page, `Withdraw for ${thursday}`);
    await press(page, 'Yes, withdraw it');
    await heading(page, 'Your requests');
    await expect.poll(() => said(page)).toBe(`We are not holding ${thursday} for you any more.`);
    await page.getByText('Withdrawn').waitFor();
    expect(web.fake.of('withdraw')[0]!.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('[5.3] move to another time of the same clinician, service and place', async () => {
    web.fake.booking.requests = [request({ location: { id: 'loc_1', name: 'Bath', address: null } })];
    web.fake.on('times', () => ({
      status: 200,
      body: {
        items: ['loc_1', 'loc_2'].map((locationId, at) => ({
          startsAt: `2026-11-27T1${at}:00:00Z`,
          endsAt: `2026-11-27T1${at}:50:00Z`,
          localTime: `2026-11-27T1${at}:00`,
          zone: 'Europe/London',
          locationId,
          staffIds: [],
          awaitsApproval: true,
        })),
      },
    }));
    const page = await web.page();
    await toRequests(page, web.fake);
    await press(page, `Choose another time for ${thursday}`);
    await heading(page, 'Choose another time');
    await page.getByText(`Now: ${thursday}`).waitFor();
    await expect.poll(() => page.locator('.slot').allInnerTexts()).toEqual(['10:00am']);
    expect(Object.fromEntries(web.fake.of('times')[0]!.query)).toMatchObject({
      serviceId: request().service.id,
      staffId: request().clinician.id,
      locationId: 'loc_1',
    });
    await page.getByRole('radio', { name: '10:00am' }).check();
    await press(page, 'Continue');
    await heading(page, 'Check your new time');
    web.fake.once('moveRequest', problem('taken', { nearest: nearest.slice(2) }));
    await press(page, 'Move request');
    await heading(page, 'That time has gone');
    await page.getByText('Your own request has not changed.').waitFor();
    await page.getByRole('radio').check();
    await press(page, 'Continue');
    await press(page, 'Move request');
    await heading(page, 'Your requests');
    await expect.poll(() => said(page)).toContain('We are holding Friday 27 November 2026, 2:00pm');
    expect(web.fake.of('moveRequest').at(-1)!.body).toEqual({ startsAt: nearest[2] });
  });

  it('[5.5] that were decided meanwhile are shown as they are', async () => {
    web.fake.booking.requests = [request()];
    const page = await web.page();
    await toRequests(page, web.fake);
    await press(page, `Withdraw for ${thursday}`);
    web.fake.once('withdraw', problem('already-decided'));
    web.fake.booking.requests = [request({ state: 'approved', answerBy: null })];
    await press(page, 'Yes, withdraw it');
    await heading(page, 'Your requests');
    await page.getByText('This changed while you had it open. Here is the latest.').waitFor();
    await page.getByText('Approved').waitFor();
    await press(page, 'Appointments');
    await heading(page, 'Your appointments');
    await press(page, 'Requests');
    await heading(page, 'Your requests');
    expect(await page.locator('.note').count()).toBe(0);
  });

  it('[5.4] are none', async () => {
    const page = await web.page();
    await toRequests(page, web.fake);
    await page.getByText('You have no requests.').waitFor();
    expect(page.url()).toBe(portalAt(web.fake));
  });
});

describe('every screen of booking', () => {
  const gone = async (page: Page) => {
    await toSending(page, web.fake);
    web.fake.once('ask', problem('taken', { nearest }));
    await press(page, 'Send request');
    await heading(page, 'That time has gone');
  };
  const screens: [string, (page: Page) => Promise<void>][] = [
    ['what for', (page) => toAsking(page, web.fake)],
    [
      'what for, unanswered',
      async (page) => {
        await toAsking(page, web.fake);
        await press(page, 'Continue');
        await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
      },
    ],
    ['whom to see', (page) => toWhom(page, web.fake)],
    [
      'when',
      async (page) => {
        await toWhen(page, web.fake);
        await page.getByRole('radio', { name: '2:00pm' }).check();
      },
    ],
    ['the time that has gone', gone],
    ['the check', (page) => toSending(page, web.fake)],
    [
      'what was sent',
      async (page) => {
        await toSending(page, web.fake);
        await press(page, 'Send request');
        await heading(page, 'Request sent');
      },
    ],
    [
      'the requests',
      async (page) => {
        const note = `We are full. ${'Donaudampfschifffahrt'.repeat(6)}`;
        web.fake.booking.requests = [request(), request({ id: 'req_2', state: 'declined', note })];
        await toRequests(page, web.fake);
      },
    ],
    [
      'the withdrawal',
      async (page) => {
        web.fake.booking.requests = [request()];
        await toRequests(page, web.fake);
        await press(page, `Withdraw for ${thursday}`);
        await heading(page, 'Withdraw this request?');
      },
    ],
  ];
  it.each(screens)('[9.4] %s is legible and can be operated: wide, narrow, dark, large', async (_, reach) => {
    const page = await web.page();
    await reach(page);
    await expectLegible(page);
  });
});

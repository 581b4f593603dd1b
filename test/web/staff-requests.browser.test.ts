import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { heading, press, toSettings } from './support/console-setting.ts';
import { problem } from './support/fake-api.ts';
import {
  bellEntry,
  clientRecord,
  likelyRequest,
  requestRecord,
  waitlistRecord,
} from './support/fake-desk.ts';
import { offer } from './support/fake-practice.ts';
import { expectLegible } from './support/findings.ts';
import { webTests } from './support/setting.ts';

const web = webTests();

async function toRequests(page: Page): Promise<void> {
  web.fake.console.signedIn = true;
  await page.goto(`${web.fake.url}/staff/requests`);
  await heading(page, 'Requests');
  await page.getByText('No requests are waiting.').or(page.locator('.decisions h2').first()).waitFor();
}

async function toBell(page: Page): Promise<void> {
  web.fake.console.signedIn = true;
  await page.goto(`${web.fake.url}/staff/bell`);
  await heading(page, 'Bell');
  await page.getByText('Nothing has happened yet.').or(page.locator('.bell li').first()).waitFor();
}

const edith = 'the request of Edith Marlow';
const waiting = (page: Page, name: RegExp) => page.getByRole('link', { name });
const row = (page: Page, name: string) => page.locator('.decisions li').filter({ hasText: name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('requests that wait', () => {
  it('[5.2] are listed with who asks for what, with whom, and until when they wait', async () => {
    const page = await web.page();
    await toRequests(page);
    expect(await page.locator('.decisions h2').allInnerTexts()).toEqual([
      'Noor Haddad New',
      'Edith Marlow Existing',
    ]);
    const text = await row(page, 'Edith').textContent();
    expect(text).toContain('Thursday 26 November 2026, 2:00pm (United Kingdom Time)');
    expect(text).toContain('Physiotherapy follow-up, Dr Anna Whitfield');
    expect(text).toContain('Answer by Monday 23 November 2026, 10:00am (United Kingdom Time)');
    await waiting(page, /^Requests \(2\) waiting$/).waitFor();
  });

  it('[5.3] are approved at a press, stay on the page, and can be taken back', async () => {
    const page = await web.page();
    await toRequests(page);
    await press(page, `Approve ${edith}`);
    await expect.poll(() => focused(page)).toBe('Approved.');
    await waiting(page, /^Requests \(1\) waiting$/).waitFor();
    expect(await row(page, 'Edith').getByRole('button').allInnerTexts()).toEqual([
      expect.stringMatching(/^Undo/),
    ]);
    const [asked] = web.fake.of('approve');
    expect([asked!.over, asked!.path.endsWith(`${requestRecord().id}/approval`)]).toEqual([1, true]);
    expect(asked!.key).toMatch(/^[0-9a-f-]{36}$/);
    await press(page, 'Undo the decision on the request of Edith Marlow');
    await expect.poll(() => focused(page)).toBe('Taken back. It waits for an answer again.');
    expect(web.fake.of('undo')[0]!.over).toBe(2);
    await waiting(page, /^Requests \(2\) waiting$/).waitFor();
    await press(page, `Approve ${edith}`);
    await expect.poll(() => focused(page)).toBe('Approved.');
    expect(web.fake.of('approve')[1]!.over).toBe(3);
  });

  it('[5.3] are declined by a second press, with a note or without', async () => {
    const page = await web.page();
    await toRequests(page);
    await press(page, `Decline ${edith}`);
    const note = page.getByLabel('Note to the client (optional, emailed)');
    await press(page, `Keep ${edith}`);
    expect(await note.count()).toBe(0);
    expect(web.fake.of('decline')).toEqual([]);
    await press(page, `Decline ${edith}`);
    await note.fill('x'.repeat(2001));
    await press(page, `Yes, decline ${edith}`);
    await page.getByText('Use 2,000 characters at most').waitFor();
    expect(web.fake.of('decline')).toEqual([]);
    await note.fill(' Please phone us. ');
    await press(page, `Yes, decline ${edith}`);
    await expect.poll(() => focused(page)).toBe('Declined.');
    await press(page, 'Decline the request of Noor Haddad');
    await press(page, 'Yes, decline the request of Noor Haddad');
    await expect
      .poll(() => web.fake.of('decline').map(({ body }) => body))
      .toEqual([{ note: 'Please phone us.' }, {}]);
  });

  it('[5.5] say who was quicker, and when', async () => {
    const page = await web.page();
    await toRequests(page);
    const decidedBy = { id: 'staff_c', name: 'Maya Osei' };
    const decidedAt = '2026-11-20T09:58:00Z';
    web.fake.desk.requests[1] = requestRecord({ state: 'approved', decidedBy, decidedAt, version: 2 });
    web.fake.once('approve', problem('already-decided'));
    await press(page, `Approve ${edith}`);
    await expect
      .poll(() => focused(page))
      .toBe('Maya Osei approved this at Friday 20 November 2026, 9:58am (United Kingdom Time).');
    expect(await row(page, 'Edith').getByRole('button').count()).toBe(0);
    await waiting(page, /^Requests \(1\) waiting$/).waitFor();
  });

  it('[5.5] are not decided as they were once they have moved', async () => {
    const page = await web.page();
    await toRequests(page);
    web.fake.desk.requests[1] = requestRecord({ startsAt: '2026-11-27T09:00:00Z', version: 2 });
    await press(page, `Approve ${edith}`);
    await expect.poll(() => focused(page)).toBe('This changed while you had it open. Here is the latest.');
    await row(page, 'Edith').getByText('Friday 27 November 2026, 9:00am (United Kingdom Time)').waitFor();
    await press(page, `Approve ${edith}`);
    await expect.poll(() => focused(page)).toBe('Approved.');
  });

  it('[5.3] say why a decision cannot be taken back', async () => {
    const page = await web.page();
    await toRequests(page);
    await press(page, `Decline ${edith}`);
    await press(page, `Yes, decline ${edith}`);
    web.fake.once('undo', problem('taken', { detail: 'Somebody else has this time now.' }));
    await press(page, 'Undo the decision on the request of Edith Marlow');
    await page.getByText('Somebody else has this time now.').waitFor();
  });

  it('[3.6] are decided once, with the same key after no answer', async () => {
    const page = await web.page();
    await toRequests(page);
    web.fake.once('approve', 'cut');
    await page.getByRole('button', { name: `Approve ${edith}` }).dblclick();
    await page.getByText('We are checking whether that worked.').waitFor();
    await expect.poll(() => focused(page)).toBe('Approved.');
    const keys = web.fake.of('approve').map(({ key }) => key);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it('[5.3] keep the note while the browser is offline', async () => {
    const page = await web.page();
    await toRequests(page);
    await press(page, `Decline ${edith}`);
    await page.getByLabel('Note to the client').fill('Full.');
    await page.context().setOffline(true);
    await press(page, `Yes, decline ${edith}`);
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await expect.poll(() => page.getByLabel('Note to the client').inputValue()).toBe('Full.');
    await page.context().setOffline(false);
    await press(page, 'Try again');
    await expect.poll(() => focused(page)).toBe('Declined.');
    expect(web.fake.of('decline').map(({ body }) => body)).toEqual([{ note: 'Full.' }]);
  });

  it('[5.3] of others are not a clinician’s to decide', async () => {
    web.fake.console.me = { ...web.fake.console.me, roles: ['clinician'], staffId: 'staff_other' };
    const page = await web.page();
    await toRequests(page);
    expect(await row(page, 'Edith').getByRole('button').count()).toBe(0);
    await row(page, 'Edith').getByText('Dr Anna Whitfield, an admin or a manager can answer this.').waitFor();
  });

  it('[5.2] are none', async () => {
    web.fake.desk.requests = [];
    const page = await web.page();
    await toRequests(page);
    await page.getByText('No requests are waiting.').waitFor();
    await expect.poll(() => waiting(page, /^Requests$/).count()).toBe(1);
  });
});

describe('a request of somebody who may be a client already', () => {
  const toLikely = async (page: Page) => {
    web.fake.desk.requests = [likelyRequest()];
    await toRequests(page);
    await page.getByText('May be Edith Marlow: same email and birth date.').waitFor();
  };

  it('[2.10] shows beside each other what differs, on request', async () => {
    const page = await web.page();
    await toLikely(page);
    expect(web.fake.of('readClient')).toEqual([]);
    await press(page, 'Compare with Edith Marlow');
    await expect
      .poll(() => page.getByRole('row').allInnerTexts())
      .toEqual([
        '\tOn the form\tOn the record',
        'Phone\t+442079460000\tNot known',
        'Postcode\tba2 6aa\tBA1 5NB',
      ]);
    await page.getByText('The same: name, email, date of birth.').waitFor();
    await press(page, 'Compare with Edith Marlow');
    await expect.poll(() => page.getByRole('table').count()).toBe(0);
  });

  it('[2.10] says so where the record does not come', async () => {
    const page = await web.page();
    await toLikely(page);
    web.fake.once('readClient', problem('internal'));
    await press(page, 'Compare with Edith Marlow');
    await press(page, 'Try again');
    await page.getByRole('cell', { name: 'ba2 6aa' }).waitFor();
  });

  it('[2.10] is approved for that client', async () => {
    const page = await web.page();
    await toLikely(page);
    await press(page, `Approve for Edith Marlow ${edith}`);
    await expect.poll(() => focused(page)).toBe('Approved.');
    expect(web.fake.of('approve').map(({ body }) => body)).toEqual([{ clientId: clientRecord().id }]);
    await expect.poll(() => row(page, 'Edith').locator('h2').textContent()).toBe('Edith Marlow Existing');
    await expect.poll(() => page.getByText('May be Edith Marlow').count()).toBe(0);
  });

  it('[2.10] or for a new one, and for nobody else’s sake otherwise', async () => {
    const page = await web.page();
    await toLikely(page);
    await press(page, `Approve for a new client ${edith}`);
    await expect.poll(() => focused(page)).toBe('Approved.');
    expect(web.fake.of('approve').map(({ body }) => body)).toEqual([{ clientId: null }]);
  });
});

describe('requests that were decided', () => {
  it('[5.3] are listed on request, with by whom and when, and can be taken back', async () => {
    const decidedBy = { id: 'staff_c', name: 'Maya Osei' };
    const decidedAt = '2026-11-20T09:58:00Z';
    const begun = '2026-11-20T09:00:00Z';
    const decided = { decidedBy, decidedAt, version: 2 };
    web.fake.desk.requests = [
      requestRecord({ ...decided, state: 'declined' }),
      requestRecord({ ...decided, id: 'req_begun', state: 'approved', startsAt: begun }),
    ];
    const page = await web.page();
    await toRequests(page);
    await press(page, 'Show what was decided');
    const rows = page.locator('.decisions li');
    await expect
      .poll(() => rows.locator('p').allInnerTexts())
      .toContain('Maya Osei declined this at Friday 20 November 2026, 9:58am (United Kingdom Time).');
    expect(await rows.nth(1).getByRole('button').count()).toBe(0);
    await press(page, 'Undo the decision on the request of Edith Marlow');
    await expect.poll(() => focused(page)).toBe('Taken back. It waits for an answer again.');
    await waiting(page, /^Requests \(1\) waiting$/).waitFor();
    await press(page, 'Hide what was decided');
    await expect.poll(() => rows.count()).toBe(0);
  });

  it('[5.3] are none at first', async () => {
    const page = await web.page();
    await toRequests(page);
    await press(page, 'Show what was decided');
    await page.getByText('Nothing was decided yet.').waitFor();
  });
});

const toWaitlist = async (page: Page): Promise<void> => {
  web.fake.console.signedIn = true;
  await page.goto(`${web.fake.url}/staff/waitlist`);
  await heading(page, 'Waiting list');
  await page.getByText('Nobody is waiting').or(page.locator('.decisions h2').first()).waitFor();
};

describe('the waiting list', () => {
  it('[4.5] tells who waits for what, since when, and what is offered', async () => {
    web.fake.desk.waitlist = [
      waitlistRecord({ to: '2026-11-24', offer: offer() }),
      waitlistRecord({ id: 'wait_two', person: { clientId: 'clnt_two', name: 'Noor Haddad' } }),
    ];
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByRole('link', { name: 'Waiting list' }).click();
    await heading(page, 'Waiting list');
    const entries = page.locator('.decisions li');
    await expect.poll(() => entries.locator('h2').allInnerTexts()).toEqual(['Edith Marlow', 'Noor Haddad']);
    for (const text of [
      'Dr Anna Whitfield',
      'Before Tuesday 24 November 2026, 9:00am (United Kingdom Time).',
      'Only a time before Tuesday 24 November 2026.',
      'Asked Thursday 19 November 2026, 10:00am (United Kingdom Time).',
      'Offered Monday 23 November 2026, 2:00pm (United Kingdom Time), until Friday 20 November 2026, 12:00pm (United Kingdom Time).',
    ])
      await entries.first().getByText(text).waitFor();
  });

  it('[4.5] says where nobody waits', async () => {
    web.fake.desk.waitlist = [];
    const page = await web.page();
    await toWaitlist(page);
    await page.getByText('Nobody is waiting for an earlier time.').waitFor();
  });
});

describe('the bell', () => {
  it('[3.3] tells what happened, how much of it is new, and marks it as read', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await waiting(page, /^Bell \(1\) unread$/).click();
    await heading(page, 'Bell');
    const entries = page.locator('.bell li');
    await entries.first().waitFor();
    expect(await entries.first().textContent()).toMatch(
      /^New Edith Marlow cancelled Tuesday 24 November 2026, 9:00am \(United Kingdom Time\)\. With Dr Anna Whitfield\./,
    );
    await press(page, 'Mark all as read');
    await page.getByText('All read.').waitFor();
    expect(web.fake.of('markRead').map(({ body }) => body)).toEqual([{ entryIds: [bellEntry().id] }]);
    await expect.poll(() => waiting(page, /^Bell$/).count()).toBe(1);
    expect(await page.locator('.bell .tag').count()).toBe(0);
  });

  it('[3.3] is empty at first', async () => {
    web.fake.desk.bell = [];
    const page = await web.page();
    await toBell(page);
    await page.getByText('Nothing has happened yet.').waitFor();
  });
});

describe('every screen of what waits', () => {
  const screens: [string, (page: Page) => Promise<void>][] = [
    [
      'requests',
      async (page) => {
        await toRequests(page);
        await press(page, 'Approve the request of Noor Haddad');
        await expect.poll(() => focused(page)).toBe('Approved.');
        await press(page, `Decline ${edith}`);
        await page.getByLabel('Note to the client').fill('x'.repeat(2001));
      },
    ],
    [
      'a request of a client, perhaps, and what was decided',
      async (page) => {
        web.fake.desk.requests = [likelyRequest(), requestRecord({ id: 'req_done', state: 'withdrawn' })];
        await toRequests(page);
        await press(page, 'Compare with Edith Marlow');
        await page.getByRole('table').waitFor();
        await press(page, 'Show what was decided');
        await page.getByText('Edith Marlow withdrew this.').waitFor();
      },
    ],
    ['the waiting list', toWaitlist],
    ['the bell', toBell],
  ];
  it.each(screens)('[9.4] %s is legible and can be operated: wide, narrow, dark, large', async (_, reach) => {
    const page = await web.page();
    await reach(page);
    await expectLegible(page);
  });
});

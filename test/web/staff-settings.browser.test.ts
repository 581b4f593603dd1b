import { describe, expect, it } from 'vitest';
import { press, toSettings } from './support/console-setting.ts';
import { problem, yes } from './support/fake-api.ts';
import { colleague, statuses } from './support/fake-console.ts';
import { expectLegible } from './support/findings.ts';
import { webTests } from './support/setting.ts';

const web = webTests();
const saved = () => web.fake.console.document.settings;

describe('what clients may do', () => {
  it('[1.13] says live what each setting means, and how many changes are not saved', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    const cancelling = page.locator('#field-cancellation-window-effect');
    expect(await cancelling.textContent()).toBe(
      'A 2:30pm Tuesday client can cancel until 2:30pm Monday. After that we ask them to phone.',
    );
    await page.getByLabel('A later cancellation').selectOption('mark-late');
    expect(await cancelling.textContent()).toBe(
      'A 2:30pm Tuesday client can cancel until it begins. From 2:30pm Monday it counts as late.',
    );
    await page.getByLabel('How long clients can cancel').selectOption('6h');
    await expect.poll(() => cancelling.textContent()).toContain('From 8:30am Tuesday it counts as late.');
    await page.getByLabel('How long clients can change the time').selectOption('never');
    expect(await page.locator('#field-change-window-effect').textContent()).toBe(
      'A 2:30pm Tuesday client cannot change the time online. We ask them to phone.',
    );
    await page.getByLabel('Use these limits').uncheck();
    await expect
      .poll(() => cancelling.textContent())
      .toBe('A 2:30pm Tuesday client can cancel until it begins.');
    await expect.poll(() => page.getByRole('status').first().textContent()).toBe('4 changes not saved');
    await press(page, 'Discard');
    await expect.poll(() => page.getByLabel('How long clients can cancel').inputValue()).toBe('1d');
    expect(await page.getByText('not saved').count()).toBe(0);
    expect(web.fake.of('save')).toEqual([]);
  });

  it('[1.3] says what both switches let clients do, and what they read while something is off', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    const access = page.getByRole('region', { name: 'Online access' });
    await page.getByRole('checkbox', { name: 'Online booking' }).check();
    await expect.poll(() => access.textContent()).toContain('They can book new ones.');
    await page.getByLabel('Client portal').uncheck();
    await expect.poll(() => access.textContent()).toContain('Clients can book online. They cannot sign in');
    await page.getByLabel('Message while the portal is off').fill('We are moving. Phone {phone}.');
    await expect
      .poll(() => access.textContent())
      .toContain('They read: “We are moving. Phone 020 7946 0018.”');
  });

  it('[1.10] says which of it the plan lacks, however the switches stand', async () => {
    web.fake.console.practice.plan = { bookingAddOn: false, selfScheduling: false };
    const page = await web.page();
    await toSettings(page, web.fake);
    const access = page.getByRole('region', { name: 'Online access' });
    await page.getByRole('checkbox', { name: 'Online booking' }).check();
    for (const line of [
      'Both are off: the booking add-on is not part of your plan.',
      'Clients can do nothing online.',
      'self-scheduling is not part of your plan.',
    ])
      await expect.poll(() => access.textContent()).toContain(line);
  });

  it('[1.13] saves the whole document over the version that was read', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('Reminder, by text').uncheck();
    await page.getByLabel('Hours from reminder to appointment').fill('24');
    await page.getByLabel('Did not attend').check();
    await page.getByLabel('Status of a late cancellation').selectOption(statuses[2].id);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(web.fake.of('save').map(({ over }) => over)).toEqual([7]);
    expect(saved()).toMatchObject({
      lateCancelledStatusId: statuses[2].id,
      notices: {
        reminder: { email: true, text: false, hoursBefore: 24 },
        appointmentStatusChanged: { statusIds: [statuses[1].id] },
      },
    });
    await page.reload();
    await page.getByText('The reminder goes out 1 day before').waitFor();
    expect(await page.getByText('not saved').count()).toBe(0);
  });

  it('[1.4] asks before the portal is switched off, in words', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('Client portal').uncheck();
    await press(page, 'Save');
    const question = page.getByText('Everyone is signed out and links stop now. Appointments stay.');
    await expect.poll(() => question.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(web.fake.of('save')).toEqual([]);
    await press(page, 'Keep it on');
    await press(page, 'Save');
    await press(page, 'Switch off');
    await page.getByText('Saved.').waitFor();
    expect(saved().clientPortal).toBe(false);
  });

  it('[1.13] puts each refusal beside its field, and leads to it', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    const errors = [
      { pointer: '/cancellationPolicy/text', message: 'Write the policy text, or switch showing it off.' },
      { pointer: '/notices/reminder/hoursBefore', message: 'Give a whole number.' },
      { pointer: '/notices/appointmentStatusChanged/statusIds/0', message: 'Choose a status.' },
    ];
    web.fake.once('save', problem('validation', { errors }));
    await page.getByLabel('Show the cancellation policy').check();
    await page.getByLabel('Hours from reminder to appointment').fill('soon');
    await press(page, 'Save');
    const box = page.getByRole('region', { name: 'Check 3 answers' });
    await box.waitFor();
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.title()).toBe('Error: What clients may do - Riverside Therapy');
    expect(await page.locator('#field-cancellationPolicy-text-error').textContent()).toContain(
      'Write the policy text',
    );
    await box.getByRole('link', { name: 'Give a whole number.' }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id))
      .toBe('field-notices-reminder-hoursBefore');
    await expect.poll(() => page.getByLabel('Hours from reminder to appointment').inputValue()).toBe('soon');
    await expectLegible(page);
  });

  it('[1.13] keeps one’s changes where somebody else saved first, and compares', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('How long clients can cancel').selectOption('2d');
    const theirs = {
      ...saved(),
      onlineBooking: true,
      cancellation: { window: '3d', mode: 'refuse' } as const,
    };
    web.fake.console.document = { ...web.fake.console.document, settings: theirs, version: 8 };
    await press(page, 'Save');
    await page.getByText(`${colleague.name} saved first. Your changes are kept.`).waitFor();
    await press(page, 'Compare');
    expect(await page.locator('.grid.words tbody tr').allInnerTexts()).toEqual([
      'Online booking\tOn\tThe same',
      'How long clients can cancel\tUntil 72 hours before\tUntil 48 hours before',
    ]);
    await expectLegible(page);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(saved()).toMatchObject({ onlineBooking: true, cancellation: { window: '2d' } });
    expect(web.fake.of('save').map(({ over }) => over)).toEqual([7, 8]);
  });

  it('[3.6] takes an answer that was lost on its way for the yes that it was', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('How long clients can cancel').selectOption('2d');
    web.fake.once('save', 'cut', problem('stale-version', { current: 8 }));
    const settings = { ...saved(), cancellation: { window: '2d', mode: 'refuse' } as const };
    web.fake.on('settings', () => yes({ settings, version: 8, policyVersion: 2 }));
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(await page.getByText('saved first').count()).toBe(0);
  });

  it('[1.13] keeps a draft over a network that is away, and over a reload', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByRole('textbox', { name: 'The text of the policy' }).fill('Please tell us a day before.');
    await page.context().setOffline(true);
    await press(page, 'Save');
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await page.getByText('1 change not saved').waitFor();
    expect(await page.getByRole('textbox', { name: 'The text of the policy' }).inputValue()).toBe(
      'Please tell us a day before.',
    );
  });

  it('[1.13] checks a draft against what clients did last month, and shows whom it would have met', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('How long clients can cancel').selectOption('3d');
    await press(page, 'Check last month');
    await page.getByText('6 of 41 cancellations would have been refused.').waitFor();
    expect(web.fake.of('check')[0]?.body).toMatchObject({ cancellation: { window: '3d' } });
    expect(web.fake.of('save')).toEqual([]);
    await press(page, 'Show them');
    const list = page.getByRole('heading', { name: 'What would have been different' });
    await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('.people li').textContent()).toBe(
      'Edith MarlowCancelled the appointment of Thursday 12 November 2026, 2:30pm (United Kingdom Time). Now: possible. With your changes: refused.',
    );
    await expectLegible(page);
    // Another draft has not been checked.
    await page.getByLabel('How long clients can cancel').selectOption('2d');
    expect(await page.getByText('would have been refused').count()).toBe(0);
    expect(await list.count()).toBe(0);
  });

  it('[1.13] fills the draft from a preset, and saves nothing by that', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('Message while the portal is off').fill('We are moving.');
    await page.getByLabel('Start from').selectOption('Require a phone call');
    await page.getByText('phone you to change or cancel one').waitFor();
    await press(page, 'Fill in');
    await expect.poll(() => page.getByLabel('How long clients can cancel').inputValue()).toBe('never');
    await expect
      .poll(() => page.getByLabel('How long clients can change the time').inputValue())
      .toBe('never');
    await expect
      .poll(() => page.getByLabel('Message while the portal is off').inputValue())
      .toBe('We are moving.');
    await page.getByText('3 changes not saved').waitFor();
    expect(web.fake.of('save')).toEqual([]);
    // Booking preferences are another document: what would change them is not offered here.
    expect(await page.getByLabel('Start from').textContent()).not.toContain(
      'Clients may book within 24 hours',
    );
  });

  it('[1.2] can be read, not changed, by a clinician', async () => {
    web.fake.console.me.roles = ['clinician'];
    const page = await web.page();
    await toSettings(page, web.fake);
    await expect.poll(() => page.getByText('An admin or manager can change this.').isVisible()).toBe(true);
    expect(await page.getByLabel('How long clients can cancel').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await expectLegible(page);
  });

  it('[9.4] is legible and can be operated: wide, narrow, dark, large', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('Client portal').uncheck();
    await expectLegible(page);
    await press(page, 'Save');
    await page.getByRole('button', { name: 'Switch off' }).waitFor();
    await expectLegible(page);
  });
});

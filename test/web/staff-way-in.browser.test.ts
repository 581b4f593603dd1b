import { describe, expect, it } from 'vitest';
import { challengeOf } from '../../web/staff/sign-in.ts';
import { heading, press, toSettings } from './support/console-setting.ts';
import { problem } from './support/fake-api.ts';
import { otherPractice } from './support/fake-console.ts';
import { webTests } from './support/setting.ts';

const web = webTests();

describe('signing in as staff', () => {
  it('[1.2] goes to the provider with PKCE, state and nonce, and comes back with a session', async () => {
    const page = await web.page();
    await page.goto(`${web.fake.url}/staff`);
    await heading(page, 'Sign in');
    await press(page, 'Sign in');
    await heading(page, 'What clients may do');

    const asked = Object.fromEntries(web.fake.console.sentTo!.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'console',
      redirect_uri: `${web.fake.url}/staff`,
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    expect(asked.prompt).toBeUndefined();
    const body = web.fake.of('openStaff')[0]?.body as Record<string, string>;
    expect(body).toEqual({
      code: 'a-code',
      verifier: expect.any(String),
      nonce: asked.nonce,
      keep: 'cookie',
    });
    expect(await challengeOf(body.verifier!)).toBe(asked.code_challenge);
    expect(new Set([asked.state, asked.nonce, body.verifier]).size).toBe(3);
    // Neither code nor state stays in the address, and nothing of the sign-in in the tab.
    expect(page.url()).toBe(`${web.fake.url}/staff`);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('[1.2] refuses a sign-in that was not begun in this tab, without trying its code', async () => {
    const page = await web.page();
    await page.goto(`${web.fake.url}/staff?code=stolen&state=someone-elses`);
    await heading(page, 'You are not signed in');
    expect(page.url()).toBe(`${web.fake.url}/staff`);
    expect(web.fake.of('openStaff')).toEqual([]);
    await press(page, 'Sign in');
    await heading(page, 'What clients may do');
  });

  it('[1.2] refuses another state than it sent', async () => {
    const page = await web.page();
    const { sendBack } = web.fake.console;
    web.fake.console.sendBack = (asked) => sendBack(asked).replace(/state=[^&]+/, 'state=another');
    await page.goto(`${web.fake.url}/staff`);
    await press(page, 'Sign in');
    await heading(page, 'You are not signed in');
    expect(web.fake.of('openStaff')).toEqual([]);
  });

  it('[1.2] says so where the provider lets nobody in, and where they are nobody’s staff', async () => {
    const page = await web.page();
    const { sendBack } = web.fake.console;
    web.fake.console.sendBack = (asked) => sendBack(asked).replace('code=a-code', 'error=access_denied');
    await page.goto(`${web.fake.url}/staff`);
    await press(page, 'Sign in');
    await heading(page, 'You are not signed in');

    web.fake.console.sendBack = sendBack;
    const detail = 'You are not on the staff of a practice here. Ask your practice.';
    web.fake.on('openStaff', () => problem('sign-in-rejected', { detail }));
    await press(page, 'Sign in');
    await page.getByText(detail).waitFor();
  });

  it('[1.2] tries the same code again after a network that was away', async () => {
    const page = await web.page();
    web.fake.once('openStaff', problem('busy', { detail: 'The sign-in service does not answer.' }));
    await page.goto(`${web.fake.url}/staff/settings`);
    await press(page, 'Sign in');
    await page.getByText('The sign-in service does not answer.').waitFor();
    await press(page, 'Try again');
    await heading(page, 'What clients may do');
    expect(page.url()).toBe(`${web.fake.url}/staff/settings`);
    expect(web.fake.of('openStaff').map(({ body }) => (body as { code: string }).code)).toEqual([
      'a-code',
      'a-code',
    ]);
  });

  it('[1.2] lets staff of several practices choose one, and change to another', async () => {
    web.fake.console.me.memberships.push(otherPractice);
    const page = await web.page();
    await page.goto(`${web.fake.url}/staff`);
    await press(page, 'Sign in');
    await heading(page, 'Which practice?');
    await expect.poll(() => page.getByRole('radio', { name: 'Riverside Therapy' }).isChecked()).toBe(true);
    await press(page, 'Continue');
    await heading(page, 'What clients may do');
    await press(page, 'Change practice');
    await page.getByRole('radio', { name: 'Hill Clinic' }).check();
    await press(page, 'Continue');
    await page.locator('.band').getByText('Hill Clinic').waitFor();
    await heading(page, 'What clients may do');
    expect(web.fake.of('openStaff').map(({ body }) => (body as { practiceId?: string }).practiceId)).toEqual([
      undefined,
      otherPractice.practiceId,
    ]);
  });
});

describe('a session of staff', () => {
  it('[1.2] ends after fifteen idle minutes; what was typed is there again after signing in', async () => {
    const page = await web.page({ timers: 'ours' });
    await toSettings(page, web.fake);
    await page.getByLabel('Message while the portal is off').fill('We are moving house.');
    web.fake.console.signedIn = false;
    await page.clock.fastForward('14:00');
    await heading(page, 'What clients may do');
    await page.clock.fastForward('02:00');
    await heading(page, 'Please sign in again');
    expect(await page.locator('body').textContent()).not.toContain('Tom Reid');
    await press(page, 'Sign in');
    await heading(page, 'What clients may do');
    // Whoever comes next is asked by the provider: its own session lets nobody in.
    expect(web.fake.console.sentTo?.searchParams.get('prompt')).toBe('login');
    expect(await page.getByLabel('Message while the portal is off').inputValue()).toBe(
      'We are moving house.',
    );
    await expect.poll(() => page.getByText('1 change not saved').isVisible()).toBe(true);
  });

  it('[1.2] that died is noticed by the press that needs it, and the press is not lost', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('How long clients can cancel').selectOption('never');
    web.fake.console.signedIn = false;
    await press(page, 'Save');
    await heading(page, 'Please sign in again');
    await press(page, 'Sign in');
    await heading(page, 'What clients may do');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(web.fake.console.document.settings.cancellation.window).toBe('never');
  });

  it('[1.2] ends when its owner signs out, and nothing of it stays in the tab', async () => {
    const page = await web.page();
    await toSettings(page, web.fake);
    await page.getByLabel('How long clients can cancel').selectOption('never');
    await press(page, 'Sign out');
    await heading(page, 'You are signed out');
    expect(web.fake.of('endStaff')).toHaveLength(1);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.reload();
    await heading(page, 'Sign in');
  });
});

import { describe, expect, it } from 'vitest';
import { heading, press, toMessage, toMessages } from './support/console-setting.ts';
import { problem } from './support/fake-api.ts';
import { colleague, diary, templateId } from './support/fake-console.ts';
import { expectLegible } from './support/findings.ts';
import { webTests } from './support/setting.ts';

const web = webTests();
const moved = 'E-mail of Appointment moved';
const kept = (channel: string) =>
  web.fake.console.templates.find((it) => it.notice === 'appointmentChanged' && it.channel === channel);

describe('messages', () => {
  it('[1.12] are listed by notice and channel, and lead to their words and back', async () => {
    const page = await web.page();
    await toMessages(page, web.fake);
    await expectLegible(page);
    await page.getByRole('link', { name: moved, exact: true }).click();
    await heading(page, 'Appointment moved, by e-mail');
    expect(page.url()).toBe(`${web.fake.url}/staff/messages/appointmentChanged/email`);
    await expect
      .poll(() => page.getByLabel('Subject').inputValue())
      .toBe('Your appointment is now on {{when}}');
    await page.reload();
    await heading(page, 'Appointment moved, by e-mail');
    await page.goBack();
    await heading(page, 'Messages');
  });

  it('[1.12] get words of the practice’s own, and the default ones again', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Subject').fill('New time: {{when}}');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(kept('email')).toMatchObject({ id: templateId, version: 1, subject: 'New time: {{when}}' });
    expect(web.fake.of('newTemplate')[0]?.key).toMatch(/^[0-9a-f-]{36}$/);

    await page.getByLabel('Subject').fill('Another time: {{when}}');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(web.fake.of('changeTemplate').map(({ over }) => over)).toEqual([1]);

    await press(page, 'Go back to our words');
    await page.getByText('Your own words are lost').waitFor();
    await press(page, 'Use our words');
    await page.getByText('Our words go out again.').waitFor();
    await expect
      .poll(() => page.getByLabel('Subject').inputValue())
      .toBe('Your appointment is now on {{when}}');
  });

  it('[1.12] take a variable where the cursor stands', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Subject').fill('Hello');
    await press(page, 'date and time');
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('Hello{{when}}');
    // The cursor goes back behind it with the next frame.
    const subject = page.getByLabel('Subject');
    await expect.poll(() => subject.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('!');
    await expect.poll(() => subject.inputValue()).toBe('Hello{{when}}!');
    // A subject names nothing that may be missing.
    expect(await page.getByRole('button', { name: 'place' }).count()).toBe(0);
    await page.getByLabel('Message').focus();
    await expect.poll(() => page.getByRole('button', { name: 'place' }).count()).toBe(1);
  });

  it('[1.12] are previewed as an e-mail with a real appointment, saving nothing', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Message').fill('See you soon.');
    await page
      .getByLabel('With the appointment of')
      .selectOption('Omar Farouk, Wednesday 25 November 2026, 2:00pm (United Kingdom Time)');
    await press(page, 'Preview');
    const letter = page.frameLocator('iframe[title="The e-mail"]');
    await letter.getByText('See you soon.').waitFor();
    // Its own styles count, although our policy forbids inline ones, and nothing in it can run.
    const colour = await letter.getByRole('heading').evaluate((element) => getComputedStyle(element).color);
    expect(colour).toBe('rgb(1, 2, 3)');
    await expect.poll(() => page.locator('iframe').getAttribute('sandbox')).toBe('allow-same-origin');
    expect(web.fake.of('preview')[0]?.body).toEqual({
      notice: 'appointmentChanged',
      channel: 'email',
      appointmentId: diary[1]!.id,
      draft: { subject: 'Your appointment is now on {{when}}', body: 'See you soon.' },
    });
    await expectLegible(page);
    await page.getByLabel('Message').fill('See you later.');
    await page.getByText('You have changed the words since.').waitFor();
    expect(web.fake.of('newTemplate')).toEqual([]);
  });

  it('[1.12] are previewed as a text with its length, and why so few characters fit', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, 'Text of Appointment moved');
    expect(await page.getByLabel('Subject').count()).toBe(0);
    await page.getByRole('textbox', { name: 'Text' }).fill('See you soon 🙂');
    await press(page, 'Preview');
    await page.getByText('2 texts long, 80 characters.').waitFor();
    await expect.poll(() => page.locator('.text-message').textContent()).toBe('See you soon 🙂');
    expect(web.fake.of('preview')[0]?.body).toMatchObject({ draft: { body: 'See you soon 🙂' } });
    await expectLegible(page);
  });

  it('[1.12] are refused beside the field, in a preview too', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Message').fill('Hello {{surname}}');
    const message = '{{surname}} is not known here.';
    web.fake.once('preview', problem('validation', { errors: [{ pointer: '/draft/body', message }] }));
    await press(page, 'Preview');
    await page.getByRole('region', { name: 'Check 1 answer' }).waitFor();
    await expect.poll(() => page.locator('#field-body-error').textContent()).toContain(message);
    web.fake.once('newTemplate', problem('validation', { errors: [{ pointer: '/body', message }] }));
    await press(page, 'Save');
    await page.getByRole('link', { name: message }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-body');
    await expect.poll(() => page.getByLabel('Message').inputValue()).toBe('Hello {{surname}}');
    await expectLegible(page);
  });

  it('[1.12] keep one’s words where somebody else saved first', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Subject').fill('Mine');
    const { console } = web.fake;
    console.templates = console.templates.map((it) =>
      it === kept('email') ? { ...it, id: templateId, version: 4, subject: 'Theirs' } : it,
    );
    web.fake.once('newTemplate', problem('already-there'));
    web.fake.on('audit', () => ({
      status: 200,
      body: {
        items: [
          {
            what: 'template.changed.v1',
            actor: `staff:${colleague.id}`,
            aggregate: { type: 'template', id: templateId },
          },
        ],
        next: null,
      },
    }));
    await press(page, 'Save');
    await page.getByText(`${colleague.name} saved first. Your changes are kept.`).waitFor();
    await expect.poll(() => page.locator('.lines').textContent()).toContain('Theirs');
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('Mine');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect(kept('email')).toMatchObject({ subject: 'Mine', version: 5 });
  });

  it('[1.12] stay typed over a sign-in, and are read only by a clinician', async () => {
    const page = await web.page();
    await toMessage(page, web.fake, moved);
    await page.getByLabel('Subject').fill('Half a subj');
    web.fake.console.signedIn = false;
    await press(page, 'Preview');
    await heading(page, 'Please sign in again');
    await press(page, 'Sign in');
    await heading(page, 'Appointment moved, by e-mail');
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('Half a subj');

    web.fake.console.me.roles = ['clinician'];
    await page.reload();
    await page.getByText('An admin or manager can change this.').waitFor();
    expect(await page.getByLabel('Subject').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await expect.poll(() => page.getByRole('button', { name: 'Preview' }).count()).toBe(1);
  });
});

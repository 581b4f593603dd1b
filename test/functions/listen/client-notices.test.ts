import { describe, expect, test } from 'vitest';
import { handler as emailHandler } from '../../../functions/listen/email-client/handler.ts';
import { handler as textHandler } from '../../../functions/listen/text-client/handler.ts';
import { putAppointment } from '../../../shared/data/appointment.ts';
import { getLink } from '../../../shared/data/link.ts';
import { changePractice } from '../../../shared/data/practice.ts';
import { transact } from '../../../shared/data/table.ts';
import { putTemplate } from '../../../shared/data/template.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Notice, NoticeEvent } from '../../../shared/domain/notice.ts';
import { notices, type Template } from '../../../shared/domain/template.ts';
import { previewEvent } from '../../../shared/domain/template-preview.ts';
import { parseLinkToken } from '../../../shared/domain/token.ts';
import { emails } from '../../../shared/gateway/email.ts';
import { texts } from '../../../shared/gateway/text.ts';
import { logLines, standingClock } from '../../support/clock.ts';
import type { GivenPractice } from '../../support/given.ts';
import { emailsTo, givenReachable, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const eventId = 'evt_01JD3Q6Z5W8N4T2R9YB7KXAMCB';

/** The event of a notice about an appointment that has just been written, by a member of staff. */
function eventOf(given: GivenPractice, notice: Notice, appointment: Appointment): NoticeEvent {
  const event = previewEvent(notice, appointment, given.practiceId);
  const metadata = { ...event.metadata, id: eventId, occurredAt: new Date().toISOString() };
  return { ...event, metadata } as NoticeEvent;
}

/** A client who is told of everything by both channels. */
async function givenTold(parts: Parameters<typeof givenReachable>[0] = {}) {
  const reachable = await givenReachable({ client: { givenName: 'Zebedee', familyName: 'Quux' }, ...parts });
  const { given, appointment } = reachable;
  const statuses = { email: true, text: true, statusIds: [appointment.statusId] };
  const settings = {
    ...given.practice.settings,
    notices: { ...given.practice.settings.notices, appointmentStatusChanged: statuses },
  };
  await transact([changePractice(given, 'settingsVersion', given.practice.settingsVersion, { settings })]);
  return reachable;
}

/** What the SDK was asked to send while some work was done; the engine gets it too. */
async function asked<T>(client: typeof emails | typeof texts, work: () => Promise<T>): Promise<unknown[]> {
  const inputs: unknown[] = [];
  const stack = client.middlewareStack as typeof emails.middlewareStack;
  stack.add(
    (next) => (args) => {
      inputs.push(args.input);
      return next(args);
    },
    { step: 'initialize', name: 'asked' },
  );
  await work().finally(() => stack.remove('asked'));
  return inputs;
}

const methods: Partial<Record<Notice, string>> = {
  appointmentCreated: 'REQUEST',
  appointmentRestored: 'REQUEST',
  appointmentChanged: 'REQUEST',
  appointmentStaffChanged: 'REQUEST',
  appointmentCancelled: 'CANCEL',
  appointmentDeleted: 'CANCEL',
};

const hasLink = (notice: Notice) => notice !== 'appointmentCancelled' && notice !== 'appointmentDeleted';

/** Those of requests need one that was decided, and an offer one that is open: they are tested with those. */
const ofAppointments = notices.filter((notice) => !/^(request|offer)/.test(notice));

describe.each(ofAppointments)('%s', (notice) => {
  test('[1.12] [3.7] reaches SES once, with its calendar entry, and the client’s mailbox', async () => {
    const { given, client, appointment } = await givenTold();
    const event = heard(eventOf(given, notice, appointment));
    const inputs = await asked(emails, async () => {
      await emailHandler(event);
      await emailHandler(event);
    });
    expect(inputs).toMatchObject([{ Destinations: [client.email] }]);
    const [{ RawMessage }] = inputs as [{ RawMessage: { Data: Uint8Array } }];
    const mime = Buffer.from(RawMessage.Data).toString('utf8');
    expect(/text\/calendar;[\s\S]*?method=(\w+)/.exec(mime)?.[1]).toBe(methods[notice]);
    const [email, ...more] = await emailsTo(client.email);
    expect(more).toEqual([]);
    expect(email!.subject).toContain('Thu 19 Nov 2026, 10:00am (United Kingdom Time)');
    expect(email!.text).toContain('Hello Zebedee,');
    expect(email!.text).toContain('Thursday 19 November 2026, 10:00am (United Kingdom Time)');
    expect(email!.text + email!.html).not.toMatch(/Therapy|Quux|\{\{|undefined/);
    expect(/\/a#/.test(email!.text)).toBe(hasLink(notice));
  });

  test('[1.12] [6.3] reaches SNS once, as a text that names nobody', async () => {
    const { given, client, appointment } = await givenTold();
    const event = heard(eventOf(given, notice, appointment));
    const inputs = await asked(texts, async () => {
      await textHandler(event);
      await textHandler(event);
    });
    expect(inputs).toMatchObject([{ PhoneNumber: client.phone }]);
    const [text, ...more] = await textsTo(client.phone);
    expect(more).toEqual([]);
    expect(text).toContain('Thu 19 Nov 2026, 10:00am (United Kingdom Time)');
    expect(text).not.toMatch(/Zebedee|Quux|Sam Staff|Therapy|\{\{|undefined/);
  });

  test('[1.4] goes out without a link while the portal is off', async () => {
    const { given, client, appointment } = await givenTold({
      practice: { settings: { clientPortal: false } },
    });
    await emailHandler(heard(eventOf(given, notice, appointment)));
    const [email] = await emailsTo(client.email);
    expect(email!.text + email!.html).not.toContain('/a#');
  });

  test.each(['import', 'replay'] as const)('[6.4] reaches nobody by %s', async (cause) => {
    const { given, client, appointment } = await givenTold();
    const event = eventOf(given, notice, appointment);
    const silent = heard({ ...event, metadata: { ...event.metadata, cause } } as NoticeEvent);
    const inputs = [
      ...(await asked(emails, () => emailHandler(silent))),
      ...(await asked(texts, () => textHandler(silent))),
    ];
    expect(inputs).toEqual([]);
    expect(await emailsTo(client.email)).toEqual([]);
  });
});

test('[1.12] tells of a deleted appointment although its record is marked so', async () => {
  const { given, client, appointment } = await givenTold();
  const deleted = { ...appointment, deletedAt: new Date().toISOString(), version: appointment.version + 1 };
  await transact([putAppointment(given, deleted, { version: appointment.version })]);
  const event = heard(eventOf(given, 'appointmentDeleted', deleted));
  await emailHandler(event);
  await textHandler(event);
  expect(await emailsTo(client.email)).toMatchObject([
    { subject: expect.stringContaining('no longer booked') },
  ]);
  expect(await textsTo(client.phone)).toHaveLength(1);
});

test('[6.1] sends no reminder of an appointment that was deleted a moment ago', async () => {
  const { given, client, appointment } = await givenTold();
  const event = heard(eventOf(given, 'reminder', appointment));
  const deleted = { ...appointment, deletedAt: new Date().toISOString(), version: appointment.version + 1 };
  await transact([putAppointment(given, deleted, { version: appointment.version })]);
  await emailHandler(event);
  await textHandler(event);
  expect(await emailsTo(client.email)).toEqual([]);
  expect(await textsTo(client.phone)).toEqual([]);
});

describe('in the practice’s own words', () => {
  const template = (channel: Template['channel'], words: Pick<Template, 'subject' | 'body'>): Template => ({
    id: 'tmpl_01J00000000000000000000000',
    notice: 'reminder',
    channel,
    ...words,
    version: 1,
  });
  const own = (given: GivenPractice, it: Template) => transact([putTemplate(given, it, 'new')]);

  test('[1.12] an e-mail has their subject and paragraphs, the link where they place it, and the facts', async () => {
    const { given, client, appointment } = await givenTold();
    const body = 'Dear {{firstName}},\n\nSee {{clinician}} at {{location}}.\n\nAll of it: {{link}}';
    await own(given, template('email', { subject: 'Soon: {{when}}', body }));
    await emailHandler(heard(eventOf(given, 'reminder', appointment)));
    const [email] = await emailsTo(client.email);
    expect(email!.subject).toBe('Soon: Thu 19 Nov 2026, 10:00am (United Kingdom Time)');
    expect(email!.text).toContain('See Sam Staff at Rooms.');
    expect(email!.text).toContain('When: Thursday 19 November 2026, 10:00am (United Kingdom Time)');
    const [, token] = /All of it: http\S+\/a#(\S+)/.exec(email!.text) ?? [];
    expect((await getLink(given, parseLinkToken(token)!.linkId)).link).toMatchObject({ clientId: client.id });
    expect(email!.html).not.toContain('View your appointment');
  });

  test('[1.12] a text is in the letters that it was written in, and has its link', async () => {
    const { given, client, appointment } = await givenTold();
    await own(given, template('text', { subject: null, body: 'Żegnaj, {{practice}}.\n{{link}}' }));
    await textHandler(heard(eventOf(given, 'reminder', appointment)));
    expect(await textsTo(client.phone)).toEqual([
      expect.stringMatching(/^Żegnaj, Test Practice\.\nhttp\S+\/a#prac_\S+$/),
    ]);
  });

  test('[1.4] leaves the line of the link out while the portal is off', async () => {
    const { given, client, appointment } = await givenTold({
      practice: { settings: { clientPortal: false } },
    });
    await own(given, template('text', { subject: null, body: 'See you on {{when}}.\n{{link}}' }));
    await textHandler(heard(eventOf(given, 'reminder', appointment)));
    expect(await textsTo(client.phone)).toEqual([
      'See you on Thu 19 Nov 2026, 10:00am (United Kingdom Time).',
    ]);
  });

  test('[1.12] of which one is no longer known goes out in the default ones, with an error in the log', async () => {
    const { given, client, appointment } = await givenTold();
    const words = { subject: 'Soon', body: 'Your {{retired}} is near.' };
    await own(given, template('email', words));
    await own(given, template('text', { ...words, subject: null }));
    const event = heard(eventOf(given, 'reminder', appointment));
    await emailHandler(event);
    await textHandler(event);
    expect(await emailsTo(client.email)).toMatchObject([{ subject: expect.stringContaining('Reminder:') }]);
    expect(await textsTo(client.phone)).toEqual([expect.stringContaining('a reminder of your appointment')]);
    const errors = logLines.filter((line) => line.includes('"alarm":"template-unusable"'));
    expect(errors).toHaveLength(2);
    expect(errors.join('')).toContain('tmpl_01J00000000000000000000000');
    expect(errors.join('')).not.toMatch(/near|Zebedee/);
  });
});

import { expect, test } from 'vitest';
import { handler } from '../../../functions/listen/email-client/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { getLink } from '../../../shared/data/link.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { digest, table, transact } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { parseLinkToken } from '../../../shared/domain/token.ts';
import { emails } from '../../../shared/gateway/email.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { failing, refused } from '../../support/faults.ts';
import { givenAccess } from '../../support/given.ts';
import { emailsTo, givenCancellation, givenMove, givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const minutes = (count: number) => itIs(Date.now() + count * 60_000);

async function switchPortalOff(scope: Scope) {
  const practice = await getPractice(scope);
  const settings = { ...practice!.settings, clientPortal: false };
  await transact([changePractice(scope, 'settingsVersion', practice!.settingsVersion, { settings })]);
}

const linkIn = (text: string) => /http:\/\/\S+\/a#(\S+)/.exec(text)?.[1];

test('[6.1] tells a client by e-mail of a change: both times, clinician, place, what to do and the phone', async () => {
  const { given, client, appointment } = await givenReachable({ client: { givenName: 'Anna' } });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [email, ...more] = await emailsTo(client.email);
  expect(more).toEqual([]);
  expect(email!.subject).toBe('Your appointment is now on Fri 20 Nov 2026, 10:00am (United Kingdom Time)');
  for (const words of [
    'Hello Anna,',
    'New time: Friday 20 November 2026, 10:00am (United Kingdom Time)',
    'Old time: Thursday 19 November 2026, 10:00am (United Kingdom Time)',
    'With: Sam Staff',
    'Where: Rooms, 1 Test Street',
    'If the new time suits you, there is nothing more to do.',
    'phone 020 7946 0999',
  ])
    expect(email!.text).toContain(words);
  expect(email!.html).toContain('Friday 20 November 2026, 10:00am (United Kingdom Time)');
  expect(email!.text + email!.html).not.toMatch(/Therapy|\{\{/);
});

test('[2.7] puts a new link to that appointment into the e-mail of a change, its secret only there', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [email] = await emailsTo(client.email);
  const token = parseLinkToken(linkIn(email!.text));
  const { link } = await getLink(given, token!.linkId);
  expect(link).toMatchObject({
    clientId: client.id,
    appointmentId: appointment.id,
    hash: digest(token!.secret),
  });
  expect(email!.html).toContain(`#${linkIn(email!.text)}"`);
});

test('[1.4] sends the e-mail without a link while the portal is off', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await switchPortalOff(given);
  await handler(heard(event));
  const [email] = await emailsTo(client.email);
  expect(email!.subject).toContain('Your appointment is now on');
  expect(email!.text).toContain('To change or cancel it, phone Test Practice on 020 7946 0999.');
  expect(email!.text + email!.html).not.toMatch(/\/a#/);
});

test.each([
  ['whose access is disabled', {}, true],
  ['who could not prove who they are', { dateOfBirth: null }, false],
] as const)('[2.7] sends no link to a client %s', async (_, parts, disabled) => {
  const { given, client, appointment } = await givenReachable({ client: parts });
  if (disabled) await givenAccess(given, client.id, { state: 'disabled', epoch: 1 });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [email] = await emailsTo(client.email);
  expect(email!.text).not.toMatch(/\/a#/);
});

test('[6.1] tells a client by e-mail of a cancellation, without a link, and says that it was late', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenCancellation(given, appointment, { late: true });
  await handler(heard(event));
  const [email] = await emailsTo(client.email);
  expect(email!.subject).toBe(
    'Your appointment on Thu 19 Nov 2026, 10:00am (United Kingdom Time) is cancelled',
  );
  expect(email!.text).toContain('Cancelled time: Thursday 19 November 2026, 10:00am (United Kingdom Time)');
  expect(email!.text).toContain('so it counts as a late cancellation');
  expect(email!.text).not.toMatch(/\/a#/);
});

test('[6.1] tells a client of what staff changed', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment, { change: { cause: 'staff' } });
  await handler(heard(event));
  expect(await emailsTo(client.email)).toHaveLength(1);
});

test.each([
  ['without consent to e-mail', { consent: { email: false, text: true } }],
  ['who has died', { deceased: true }],
] as const)('[6.1] sends no e-mail to a client %s', async (_, parts) => {
  const { given, client, appointment } = await givenReachable({ client: parts });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  expect(await emailsTo(client.email)).toEqual([]);
});

test.each(['import', 'replay'] as const)(
  '[6.4] sends nothing because of an event of cause %s',
  async (cause) => {
    const { given, client, appointment } = await givenReachable();
    const { event } = await givenMove(given, appointment, { change: { cause } });
    await handler(heard(event));
    expect(await emailsTo(client.email)).toEqual([]);
  },
);

test('[6.4] sends one e-mail however often the event arrives, and at once', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await Promise.all(Array.from({ length: 5 }, () => handler(heard(event))));
  await handler(heard(event));
  minutes(60);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(1);
});

test('[6.4] sends an e-mail again after 15 minutes where the service did not get it', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const fired = await failing(emails, 'before', async (fault) => {
    await handler(heard(event));
    await handler(heard(event));
    return fault.fired;
  });
  expect(fired).toBe(1);
  minutes(14);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(0);
  minutes(1);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(1);
  minutes(120);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(1);
});

test('[6.4] sends an e-mail again rather than lose it where the answer is dropped after it was sent', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const fired = await failing(emails, 'after', async (fault) => {
    await handler(heard(event));
    return fault.fired;
  });
  expect(fired).toBe(1);
  minutes(15);
  await sweep({});
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(2);
});

test('[6.4] loses no e-mail where the table does not take the record of it', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  // Claim and link are written; the record after sending is not, by any of the SDK's attempts.
  let writes = 0;
  let failed = 0;
  table.middlewareStack.add(
    (next, context) => async (args) => {
      if (String(context.commandName) === 'TransactWriteItemsCommand') writes += 1;
      else return next(args);
      if (writes <= 2) return next(args);
      failed += 1;
      throw Object.assign(new Error('down'), { name: 'InternalServerError' });
    },
    { step: 'initialize', name: 'after-two-writes' },
  );
  await expect(handler(heard(event))).rejects.toThrow('down');
  table.middlewareStack.remove('after-two-writes');
  expect(failed).toBe(1);
  await handler(heard(event));
  expect(await emailsTo(client.email)).toHaveLength(1);
  minutes(15);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(2);
});

test('[6.4] tries an e-mail again that the service refuses, for three days, then gives it up aloud', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const aDay = 24 * 60;
  const tried = await failing(
    emails,
    'before',
    async (fault) => {
      await handler(heard(event));
      for (const wait of [1, 1, 1, aDay, aDay, aDay - 3]) {
        minutes(wait);
        await sweep({});
      }
      return fault.fired;
    },
    { error: () => refused('MessageRejected') },
  );
  // At once, after 1, after 2 more minutes, after one day and after two; not after three.
  expect(tried).toBe(5);
  expect(logLines.filter((line) => line.includes('"alarm":"message-given-up"'))).toHaveLength(1);
  minutes(aDay);
  await sweep({});
  expect(await emailsTo(client.email)).toHaveLength(0);
});

test('[6.1] does not send again what is no longer true', async () => {
  const { given, client, appointment } = await givenReachable();
  const { after, event } = await givenMove(given, appointment);
  await failing(emails, 'before', () => handler(heard(event)));
  await givenCancellation(given, after);
  minutes(15);
  await sweep({});
  minutes(60);
  await sweep({});
  expect(await emailsTo(client.email)).toEqual([]);
});

test('[6.1] sends nothing again to a client after the practice has switched these notices off', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await failing(emails, 'before', () => handler(heard(event)));
  await switchNoticesOff(given);
  minutes(15);
  await sweep({});
  expect(await emailsTo(client.email)).toEqual([]);
});

async function switchNoticesOff(scope: Scope) {
  const practice = await getPractice(scope);
  const off = { email: false, text: false };
  const notices = { ...practice!.settings.notices, appointmentChanged: off, appointmentCancelled: off };
  const settings = { ...practice!.settings, notices };
  await transact([changePractice(scope, 'settingsVersion', practice!.settingsVersion, { settings })]);
}

test('[9.3] puts ids and outcomes into the log, and no address, name, words or link', async () => {
  const { given, client, appointment } = await givenReachable({ client: { givenName: 'Zebedee' } });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [email] = await emailsTo(client.email);
  const log = logLines.join('');
  expect(log).toContain('"outcome":"sent"');
  expect(log).toContain('"requestId":"request-1"');
  expect(log).not.toMatch(/Zebedee|Test Practice|moved|mail\.example/);
  expect(log).not.toContain(parseLinkToken(linkIn(email!.text))!.secret);
});

import { expect, test } from 'vitest';
import { handler as emailClient } from '../../../functions/listen/email-client/handler.ts';
import { handler as noteFate } from '../../../functions/listen/note-email-fate/handler.ts';
import { clearEmailMark } from '../../../functions/staff/clear-email-mark/contract.ts';
import { listDeliveries } from '../../../functions/staff/list-deliveries/contract.ts';
import { readAppointmentRecord } from '../../../functions/staff/read-appointment-record/contract.ts';
import { getClient } from '../../../shared/data/client.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { emailEvent } from '../../support/email-event.ts';
import { eventsOf } from '../../support/events.ts';
import { staffToken } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { emailsTo, eventRows, givenMove, givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

type Reachable = Awaited<ReturnType<typeof givenReachable>>;

/** A client who was told of a change by e-mail. */
async function givenTold() {
  const all = await givenReachable();
  const { after, event } = await givenMove(all.given, all.appointment);
  await emailClient(heard(event));
  const token = await staffToken(all.given, all.given.clinician);
  const params = { practiceId: all.given.practiceId };
  return {
    ...all,
    after,
    event,
    reach: async () => {
      const asked = { token, params: { ...params, appointmentId: all.appointment.id } };
      return (await inProcess(readAppointmentRecord, asked)).body.reach;
    },
    deliveries: async () => (await inProcess(listDeliveries, { token, params })).body.items,
    clear: () => inProcess(clearEmailMark, { token, params: { ...params, clientId: all.client.id } }),
  };
}

const moveAgain = async ({ given }: Reachable, before: Parameters<typeof givenMove>[1]) => {
  const { event } = await givenMove(given, before);
  await emailClient(heard(event));
};

test('[6.4] asks no more of an address from which mail came back for good, until staff say that it works', async () => {
  const all = await givenTold();
  itIs(monday + 1_000);
  const { after, event } = await givenMove(all.given, all.after);
  await noteFate(emailEvent('Bounce', all.event, all.client.email));
  await emailClient(heard(event));
  expect(await emailsTo(all.client.email)).toHaveLength(1);
  expect(await all.reach()).toEqual({ email: 'bounced', text: 'ok' });
  expect(await all.deliveries()).toMatchObject([
    { eventId: event.metadata.id, channel: 'email', state: 'not-sent', reason: 'bounced', tries: 0 },
    { eventId: all.event.metadata.id, channel: 'email', state: 'bounced', reason: null, tries: 1 },
  ]);
  // Consent is the client's own affair.
  expect(await getClient(all.given, all.client.id)).toMatchObject({ consent: { email: true }, version: 1 });

  // Rows of the log sort by the moment they were written.
  itIs(monday + 2_000);
  expect((await all.clear()).status).toBe(204);
  expect((await all.clear()).status).toBe(204);
  expect(await all.reach()).toEqual({ email: 'ok', text: 'ok' });
  await moveAgain(all, after);
  expect(await emailsTo(all.client.email)).toHaveLength(2);
  const audit = (await eventRows(all.given)).map(({ action, note }) => [action, note]);
  expect(audit.filter(([action]) => /^email\./.test(String(action)))).toEqual([
    ['email.bounced', all.event.metadata.id],
    ['email.cleared', 'bounced'],
  ]);
});

test('[6.4] a complaint ends e-mails as an opt-out does, and is shown as what it is', async () => {
  const all = await givenTold();
  await noteFate(emailEvent('Complaint', all.event, all.client.email));
  await noteFate(emailEvent('Complaint', all.event, all.client.email));
  expect(await getClient(all.given, all.client.id)).toMatchObject({ consent: { email: false, text: true } });
  expect(await eventsOf(all.given, 'client.consent-changed.v1')).toMatchObject([
    { metadata: { cause: 'system' }, data: { email: false, text: true, reason: 'complaint' } },
  ]);
  expect(await all.reach()).toEqual({ email: 'complained', text: 'ok' });
  expect(await all.deliveries()).toMatchObject([{ state: 'complained' }]);
  await all.clear();
  expect(await all.reach()).toEqual({ email: 'no-consent', text: 'ok' });
});

test('[6.4] mail that came back for now is only noted', async () => {
  const all = await givenTold();
  await noteFate(emailEvent('Bounce', all.event, all.client.email, 'Transient'));
  expect(await all.reach()).toEqual({ email: 'ok', text: 'ok' });
  expect(await all.deliveries()).toMatchObject([{ state: 'bounced-for-now' }]);
  await moveAgain(all, all.after);
  expect(await emailsTo(all.client.email)).toHaveLength(2);
});

test('[6.4] another practice, and a corrected address, are not concerned', async () => {
  const all = await givenTold();
  await noteFate(emailEvent('Bounce', all.event, 'an-older@mail.example'));
  expect(await all.reach()).toEqual({ email: 'ok', text: 'ok' });
});

test('[6.4] believes nobody but SES, and nothing of a message that was not sent', async () => {
  const all = await givenTold();
  const bounce = emailEvent('Bounce', all.event, all.client.email);
  const { mail } = bounce.detail;
  const lies = [
    { ...bounce, source: 'portico' },
    { ...bounce, detail: null },
    { ...bounce, detail: { ...bounce.detail, mail: { ...mail, tags: {} } } },
    {
      ...bounce,
      detail: { ...bounce.detail, mail: { ...mail, tags: { ...mail.tags, person: ['x', 'y'] } } },
    },
    { ...bounce, detail: { mail } },
    emailEvent(
      'Bounce',
      { ...all.event, metadata: { ...all.event.metadata, id: 'evt_01JD3Q6Z5W8N4T2R9YB7KXAMZZ' } },
      all.client.email,
    ),
    emailEvent(
      'Bounce',
      { ...all.event, metadata: { ...all.event.metadata, practiceId: 'prac_01JD3Q6Z5W8N4T2R9YB7KXAMZZ' } },
      all.client.email,
    ),
  ];
  for (const lie of lies) await noteFate(lie as never);
  expect(await all.reach()).toEqual({ email: 'ok', text: 'ok' });
  expect(await all.deliveries()).toMatchObject([{ state: 'sent' }]);
  expect(logLines.join('')).not.toContain(String(all.client.email));
});

test('[6.4] the list of what was sent is of one practice, a page at a time, and names nobody', async () => {
  const all = await givenTold();
  itIs(monday + 1_000);
  await moveAgain(all, all.after);
  const other = await givenTold();
  expect(await other.deliveries()).toHaveLength(1);
  const token = await staffToken(all.given, all.given.clinician);
  const params = { practiceId: all.given.practiceId };
  const one = await inProcess(listDeliveries, { token, params, query: { limit: '1' } });
  const two = await inProcess(listDeliveries, {
    token,
    params,
    query: { limit: '1', cursor: String(one.body.next) },
  });
  expect([one, two].map(({ body }) => body.items.map(({ tries }) => tries))).toEqual([[1], [1]]);
  expect(two.body.items).toMatchObject([{ eventId: all.event.metadata.id }]);
  expect(two.body.next).toBeNull();
  expect(JSON.stringify(one.body)).not.toContain(all.client.familyName);
  expect(JSON.stringify(one.body)).not.toContain(String(all.client.email));
});

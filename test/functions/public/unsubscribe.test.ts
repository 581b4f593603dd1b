import { describe, expect, test } from 'vitest';
import { handler as emailClient } from '../../../functions/listen/email-client/handler.ts';
import { readUnsubscription } from '../../../functions/public/read-unsubscription/contract.ts';
import { unsubscribe } from '../../../functions/public/unsubscribe/contract.ts';
import { getClient } from '../../../shared/data/client.ts';
import { unsubscribeToken } from '../../../shared/data/unsubscription.ts';
import { intercepting } from '../../support/calls.ts';
import { logLines, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { emailsTo, eventRows, givenMove, givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
const oneClick = 'List-Unsubscribe=One-Click';

const click = (token: string, body: string = oneClick, headers: Record<string, string> = urlencoded) =>
  inProcess(unsubscribe, { params: { token }, body, headers });
const open = (token: string) => inProcess(readUnsubscription, { params: { token } });

async function givenToken(parts: Parameters<typeof givenReachable>[0] = {}) {
  const all = await givenReachable(parts);
  return { ...all, token: unsubscribeToken(all.given.practice, all.client.id) };
}

const consentOf = async ({ given, client }: Awaited<ReturnType<typeof givenToken>>) =>
  (await getClient(given, client.id))?.consent;

test('[6.4] one click ends e-mails, with an event and an entry in the audit log; texts go on', async () => {
  const all = await givenToken();
  const answer = await click(all.token);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(answer.body).toContain('no longer sends you e-mails');
  expect(await consentOf(all)).toEqual({ email: false, text: true });
  expect(await eventsOf(all.given, 'client.consent-changed.v1')).toMatchObject([
    {
      metadata: { sequence: 2, cause: 'client', actor: `client:${all.client.id}` },
      data: { clientId: all.client.id, email: false, text: true, reason: 'unsubscribed' },
    },
  ]);
  const row = (await eventRows(all.given)).find(({ type }) => type === 'client.consent-changed.v1');
  expect(row?.audit).toEqual({ before: { email: true, text: true }, after: { email: false, text: true } });
  const { event } = await givenMove(all.given, all.appointment);
  await emailClient(heard(event));
  expect(await emailsTo(all.client.email)).toEqual([]);
});

test('[6.4] a second click does nothing, and is no error', async () => {
  const all = await givenToken();
  await Promise.all([click(all.token), click(all.token)]);
  expect((await click(all.token)).status).toBe(200);
  expect(await eventsOf(all.given, 'client.consent-changed.v1')).toHaveLength(1);
});

test('[6.4] opting out works while the portal is off, and while its client has no access', async () => {
  const all = await givenToken({ practice: { settings: { clientPortal: false } } });
  expect((await click(all.token)).status).toBe(200);
  expect(await consentOf(all)).toMatchObject({ email: false });
});

test('[6.4] opening the link ends nothing: it asks first, and names nobody but the practice', async () => {
  const all = await givenToken({
    practice: { profile: { name: '<b>Oak & "Elm"</b>' } },
    client: { givenName: 'Zebedee', familyName: 'Quux' },
  });
  const writes: string[] = [];
  const answer = await intercepting(
    ({ operation }, pass) => {
      if (!/^(BatchGet|Get|Query)/.test(operation)) writes.push(operation);
      return pass();
    },
    () => open(all.token),
  );
  expect([answer.status, writes]).toEqual([200, []]);
  expect(answer.body).toContain('<form method="post">');
  expect(answer.body).toContain('&lt;b&gt;Oak &amp; &quot;Elm&quot;&lt;/b&gt;');
  expect(answer.body).not.toMatch(/Zebedee|Quux|<b>/);
  expect(answer.body).not.toContain(String(all.client.email));
  expect(answer.headers['content-security-policy']).toContain("form-action 'self'");
  expect(await consentOf(all)).toMatchObject({ email: true });
  await click(all.token);
  expect((await open(all.token)).body).not.toContain('<form');
});

test('[6.4] takes the form in both of its types', async () => {
  const all = await givenToken();
  const boundary = '----WebKitFormBoundaryx';
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`;
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  expect((await click(all.token, body, type)).status).toBe(200);
  expect(await consentOf(all)).toMatchObject({ email: false });
});

describe('what is no such click', () => {
  test.each([
    ['nothing', '', urlencoded, 422],
    ['another word', 'List-Unsubscribe=Yes', urlencoded, 422],
    ['a field more', `${oneClick}&surprise=1`, urlencoded, 400],
    ['JSON', '{"List-Unsubscribe":"One-Click"}', { 'content-type': 'application/json' }, 415],
    ['a form without a boundary', oneClick, { 'content-type': 'multipart/form-data' }, 415],
    ['no UTF-8', '%ff', urlencoded, 400],
    ['a form that changes what objects are', `__proto__=1&${oneClick}`, urlencoded, 400],
    ['a megabyte', `List-Unsubscribe=${'x'.repeat(1024 * 1024)}`, urlencoded, 413],
  ])('[6.4] %s is refused, and ends nothing', async (_, body, headers, status) => {
    const all = await givenToken();
    const answer = await click(all.token, body, headers as Record<string, string>);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(await consentOf(all)).toMatchObject({ email: true });
  });

  test('[6.4] a token that is not ours is not there, whatever is wrong with it', async () => {
    const all = await givenToken();
    const elsewhere = await givenPractice();
    const [, clientId, proof] = all.token.split('.');
    const forged = unsubscribeToken({ ...all.given.practice, addressKey: 'x' }, all.client.id);
    const others = [
      forged,
      [elsewhere.practiceId, clientId, proof].join('.'),
      [all.given.practiceId, 'clnt_01ZZZZZZZZZZZZZZZZZZZZZZZZ', proof].join('.'),
      all.token.slice(0, -1),
      `${all.token}A`,
      'x',
      '..',
    ];
    for (const token of others)
      expect([(await click(token)).status, (await open(token)).status]).toEqual([404, 404]);
    expect(await consentOf(all)).toMatchObject({ email: true });
  });
});

test('[6.4] every e-mail to a client carries its way out, in headers and at its foot, and no log does', async () => {
  const all = await givenToken();
  const { event } = await givenMove(all.given, all.appointment);
  await emailClient(heard(event));
  const [sent] = await emailsTo(all.client.email);
  const url = `${process.env.SITE_URL}/v1/unsubscriptions/${all.token}`;
  expect(sent?.text).toContain(url);
  expect(sent?.html).toContain(`href="${url}"`);
  await click(all.token);
  expect(logLines.join('')).not.toContain(all.token.split('.')[2]);
});

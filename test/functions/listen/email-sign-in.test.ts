import { expect, test } from 'vitest';
import { handler } from '../../../functions/listen/email-sign-in/handler.ts';
import { addressHmac } from '../../../shared/data/client.ts';
import { getAddress } from '../../../shared/data/sign-in.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { emails } from '../../../shared/gateway/email.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { failing, refused } from '../../support/faults.ts';
import { givenAccess } from '../../support/given.ts';
import { minuteOf } from '../../support/minute.ts';
import { emailsTo, givenReachable } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { askedAt, comesBack, requestsTold, secretsIn } from '../../support/sign-in.ts';

standingClock();
ownTable();

type Told = Parameters<typeof handler>[0];
const minutes = (count: number) => itIs(Date.now() + count * 60_000);

/** A client who may sign in, and whose address somebody has given. */
async function givenAsked(
  parts: Partial<Client> = {},
  state: 'none' | 'invited' | 'active' | 'disabled' = 'active',
) {
  const { given, client } = await givenReachable({ client: parts });
  await givenAccess(given, client.id, { state });
  const email = String(client.email);
  await askedAt(given, email);
  const [told] = (await requestsTold(given)) as Told[];
  return { given, client, email, told: told! };
}

test('[2.9] sends one e-mail with a link and a code of which only hashes are kept', async () => {
  const { given, client, email, told } = await givenAsked();
  await handler(told);
  const [sent, ...more] = await emailsTo(email);
  expect([sent!.subject, more]).toEqual(['Sign in to Test Practice', []]);
  const { token, code } = secretsIn(sent!.text);
  expect(sent!.text).toContain(`/p/${given.practice.slug}/in#${token}`);
  expect(sent!.html).toContain(`>${code}<`);
  for (const personal of [client.givenName, client.familyName, String(client.dateOfBirth)])
    expect(sent!.text + sent!.html).not.toContain(personal);
  const stored = JSON.stringify(await getAddress(given, addressHmac(given.practice, email)));
  for (const secret of [token.split('.').at(-1)!, code, email]) expect(stored).not.toContain(secret);
  expect(logLines.join('')).not.toContain(email);
});

test('[2.9] asks nobody for consent to notices: they asked for it themselves', async () => {
  const { email, told } = await givenAsked({ consent: { email: false, text: false } });
  await handler(told);
  expect(await emailsTo(email)).toHaveLength(1);
});

test.each([
  ['without portal access', {}, 'none'],
  ['disabled', {}, 'disabled'],
  ['who has died', { deceased: true }, 'active'],
] as const)('[2.1] sends nothing to a client %s', async (_, parts, state) => {
  const { email, told } = await givenAsked(parts, state);
  await handler(told);
  expect(await emailsTo(email)).toEqual([]);
  expect(logLines.join('')).toContain('no-recipient');
});

test('[2.9] sends nothing for an address of nobody', async () => {
  const { given } = await givenAsked();
  await askedAt(given, 'nobody@mail.example');
  const told = (await requestsTold(given)).at(-1) as Told;
  await handler(told);
  expect(await emailsTo('nobody@mail.example')).toEqual([]);
});

test('[2.9] sends nothing for a request that a newer one has replaced', async () => {
  const { given, email, told } = await givenAsked();
  await askedAt(given, email);
  await handler(told);
  expect(await emailsTo(email)).toEqual([]);
});

test('[1.4] sends nothing once the portal is off', async () => {
  const { given, email, told } = await givenAsked();
  await settingsChanged(given, { clientPortal: false });
  await handler(told);
  expect(await emailsTo(email)).toEqual([]);
});

test('[6.4] sends one e-mail however often the event comes, and none because of a replay', async () => {
  const { email, told } = await givenAsked();
  const replay = {
    ...told,
    detail: {
      ...(told.detail as object),
      metadata: { ...(told.detail as { metadata: object }).metadata, cause: 'replay' },
    },
  };
  await handler(replay as Told);
  expect(await emailsTo(email)).toEqual([]);
  await handler(told);
  await handler(told);
  expect(await emailsTo(email)).toHaveLength(1);
});

test('[6.4] sends an e-mail whose fate is unknown again, with new secrets; the older ones are dead', async () => {
  const { given, email, told } = await givenAsked();
  await failing(emails, 'after', async (fault) => {
    await handler(told);
    expect(fault.fired).toBe(1);
  });
  minutes(15);
  await minuteOf(given);
  const [first, second, ...more] = (await emailsTo(email)).map(({ text }) => secretsIn(text));
  expect(more).toEqual([]);
  const back = async (token: string) => (await comesBack(given, { method: 'link', token })).status;
  expect([await back(first!.token), await back(second!.token)]).toEqual([410, 200]);
});

test('[6.4] tries again what the service refused, for half an hour', async () => {
  const { given, email, told } = await givenAsked();
  await failing(emails, 'before', () => handler(told), { error: () => refused('Throttling') });
  minutes(1);
  await failing(emails, 'before', () => minuteOf(given), { error: () => refused('Throttling') });
  minutes(2);
  await minuteOf(given);
  expect(await emailsTo(email)).toHaveLength(1);
});

test('[2.9] sends nothing half an hour later: nobody waits for it any more', async () => {
  const { email, told } = await givenAsked();
  minutes(30);
  await handler(told);
  expect(await emailsTo(email)).toEqual([]);
});

import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import { handler } from '../../../functions/listen/email-confirmation/handler.ts';
import { markEmail } from '../../../shared/data/reach.ts';
import { transact } from '../../../shared/data/table.ts';
import { emails } from '../../../shared/gateway/email.ts';
import { rowsOf } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { failing, refused } from '../../support/faults.ts';
import { type GivenPractice, givenPractice } from '../../support/given.ts';
import { minuteOf } from '../../support/minute.ts';
import { emailsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { aStranger, asks, confirms, received, tokenIn } from '../../support/strangers.ts';

standingClock();
ownTable();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let given: GivenPractice;
let email: string;
let told: Awaited<ReturnType<typeof received>>[number];
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  email = `${ulid().toLowerCase()}@mail.example`;
  await asks(given, { email, givenName: 'Win money at evil.example' });
  told = (await received(given))[0]!;
});

test('[5.1] sends one e-mail with the time and a button; of its secret only a hash is kept', async () => {
  await handler(told);
  await handler(told);
  const [sent, ...more] = await emailsTo(email);
  expect([sent!.subject, more]).toEqual(['Confirm your request to Test Practice', []]);
  for (const words of [
    'Press Confirm to ask Test Practice for this time. We cannot hold it until you do.',
    'Time you ask for: Saturday 21 November 2026, 10:00am (United Kingdom Time)',
    'With: Sam Staff, or a colleague',
    'The button works until Tuesday 17 November 2026, 10:00am (United Kingdom Time).',
    '/c#',
  ])
    expect(sent!.text).toContain(words);
  const token = tokenIn(sent!.text);
  expect((await confirms(token)).status).toBe(200);
  const rows = JSON.stringify(await rowsOf(given)) + logLines.join('');
  for (const secret of [token.split('.').at(-1)!, email]) expect(rows).not.toContain(secret);
});

test('[5.1] repeats nothing that was typed into the form, nor what the appointment is for', async () => {
  await handler(told);
  const [sent] = await emailsTo(email);
  const { phone, dateOfBirth, familyName } = aStranger();
  for (const typed of ['evil.example', familyName, phone, dateOfBirth, 'Therapy'])
    expect(sent!.text + sent!.html + sent!.subject).not.toContain(typed);
});

test('[6.4] sends nothing because of a replay', async () => {
  const { metadata, data } = told.detail as { metadata: object; data: object };
  await handler({ ...told, detail: { metadata: { ...metadata, cause: 'replay' }, data } });
  expect(await emailsTo(email)).toEqual([]);
});

test('[6.4] sends an e-mail whose fate is unknown again; the buttons of both work', async () => {
  await failing(emails, 'after', async (fault) => {
    await handler(told);
    expect(fault.fired).toBe(1);
  });
  itIs(monday + 15 * MINUTE);
  await minuteOf(given);
  const [first, second, ...more] = (await emailsTo(email)).map(({ text }) => tokenIn(text));
  expect(more).toEqual([]);
  expect(first).not.toBe(second);
  const answers = [await confirms(first!), await confirms(second!)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  itIs(monday + 40 * MINUTE);
  await minuteOf(given);
  expect(await emailsTo(email)).toHaveLength(2);
});

test('[6.4] tries again what the service refused, for as long as the address can be confirmed', async () => {
  await failing(emails, 'before', () => handler(told), { error: () => refused('Throttling') });
  itIs(monday + HOUR);
  await failing(emails, 'before', () => minuteOf(given), { error: () => refused('Throttling') });
  itIs(monday + 24 * HOUR);
  await minuteOf(given);
  expect(await emailsTo(email)).toEqual([]);
});

test('[6.4] sends nothing to an address from which mail comes back, or whose owner wants none', async () => {
  await transact([markEmail(given.practice, email, 'complained', monday)]);
  await handler(told);
  expect(await emailsTo(email)).toEqual([]);
  expect(logLines.join('')).toContain('complained');
});

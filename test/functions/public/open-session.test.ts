import { describe, expect, test } from 'vitest';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { readMe } from '../../../functions/client/read-me/contract.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { getClientWithAccess } from '../../../shared/data/client.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { barrier, type Call, intercepting } from '../../support/calls.ts';
import { rowsOf, settingsChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenAccess, givenClient, givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { asked, comesBack } from '../../support/sign-in.ts';

ownTable();
standingClock();

const minute = 60_000;
const right = { dateOfBirth: '1980-05-17', postcode: 'SE1 0ZZ' };
const wrong = { ...right, dateOfBirth: '1980-05-18' };
let made = 0;

/** A client of an address of their own who has been invited; more people may share it. */
async function givenInvited(
  over: Partial<Client> = {},
  parts: Parameters<typeof givenPractice>[0] = {},
  given?: GivenPractice,
) {
  made += 1;
  const at = given ?? (await givenPractice(parts));
  const email = over.email ?? `invited-${made}-${at.practiceId.slice(-6).toLowerCase()}@mail.example`;
  const client = await givenClient(at, { ...over, email });
  await givenAccess(at, client.id, { state: 'invited' });
  return { given: at, client, email };
}

const off = { settings: { signIn: { identityCheck: false, emailed: true } } };
const other = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
const codes = ({ status, body }: Awaited<ReturnType<typeof comesBack>>) => [
  status,
  body.type ?? ('needed' in body ? body.needed : 'session'),
];

describe('a link and a code', () => {
  test.each(['link', 'code'] as const)('[2.9] sign in with a %s and the identity check', async (method) => {
    const { given, client, email } = await givenInvited();
    const { token, code } = await asked(given, ` ${email}`.trim().toUpperCase().toLowerCase());
    const proof =
      method === 'link'
        ? { method, token }
        : { method, email: email.toUpperCase(), code: `${code.slice(0, 3)} ${code.slice(3)}` };
    const first = await comesBack(given, proof);
    expect(first).toMatchObject({
      status: 200,
      body: { outcome: 'needed', needed: 'identity-check', asks: ['dateOfBirth', 'postcode'] },
    });
    expect(JSON.stringify(first.body)).not.toMatch(new RegExp(`${client.givenName}|${client.id}|${email}`));
    const second = await comesBack(given, { ...proof, ...right });
    expect(second).toMatchObject({
      status: 200,
      body: {
        outcome: 'session',
        clientId: client.id,
        idleUntil: new Date(monday + 30 * minute).toISOString(),
        endsAt: new Date(monday + 12 * 60 * minute).toISOString(),
      },
    });
    const session = (second.body as { token: string }).token;
    expect((await inProcess(listAppointments, { token: session })).status).toBe(200);
    expect((await inProcess(readMe, { token: session })).body).toMatchObject({ appointmentId: null });
    expect(await rowsOf(given)).toContainEqual(
      expect.objectContaining({ action: 'signed-in', note: `email-${method}`, actor: `client:${client.id}` }),
    );
  });

  test('[2.1] make access active at the first sign-in, with an event; the second changes nothing', async () => {
    const { given, client, email } = await givenInvited();
    for (let time = 0; time < 2; time++) {
      const { token } = await asked(given, email);
      await comesBack(given, { method: 'link', token, ...right });
    }
    const { access } = (await getClientWithAccess(given, client.id))!;
    expect(access).toMatchObject({ state: 'active', epoch: 0 });
    expect(await eventsOf(given, 'client.access-changed.v1')).toMatchObject([
      {
        metadata: { sequence: access.version, aggregate: { type: 'access', id: client.id }, cause: 'client' },
        data: { clientId: client.id, state: 'active', previousState: 'invited' },
      },
    ]);
  });

  test('[2.9] are spent together by a sign-in, and by nothing else', async () => {
    const { given, email } = await givenInvited();
    const { token, code } = await asked(given, email);
    for (let time = 0; time < 3; time++)
      expect(codes(await comesBack(given, { method: 'link', token }))).toEqual([200, 'identity-check']);
    expect(codes(await comesBack(given, { method: 'code', email, code, ...right }))).toEqual([
      200,
      'session',
    ]);
    expect(codes(await comesBack(given, { method: 'link', token, ...right }))).toEqual([
      410,
      '/problems/link-ended',
    ]);
    expect(codes(await comesBack(given, { method: 'code', email, code, ...right }))).toEqual([
      422,
      '/problems/code-mismatch',
    ]);
  });

  test('[2.9] used twice at once let in once', async () => {
    const { given, email } = await givenInvited();
    const { token } = await asked(given, email);
    const { wait, leave } = barrier(2);
    const answers = await intercepting(
      async ({ operation }, pass) => {
        if (operation === 'TransactWriteItems') await wait();
        return pass();
      },
      () =>
        Promise.all(
          [1, 2].map(async () => {
            const answer = await comesBack(given, { method: 'link', token, ...right });
            leave();
            return answer.status;
          }),
        ),
    );
    expect(answers.toSorted()).toEqual([200, 410]);
  });

  test('[2.9] end after ten minutes, and with a newer request', async () => {
    const { given, email } = await givenInvited();
    const older = await asked(given, email);
    const newer = await asked(given, email);
    expect((await comesBack(given, { method: 'link', token: older.token })).status).toBe(410);
    itIs(monday + 10 * minute - 1);
    expect((await comesBack(given, { method: 'link', token: newer.token })).status).toBe(200);
    itIs(monday + 10 * minute);
    expect((await comesBack(given, { method: 'link', token: newer.token })).status).toBe(410);
    expect((await comesBack(given, { method: 'code', email, code: newer.code })).status).toBe(422);
  });

  test('[2.9] a link stays where the code has died of five wrong ones', async () => {
    const { given, email } = await givenInvited();
    const { token, code } = await asked(given, email);
    for (let time = 0; time < 5; time++)
      expect(codes(await comesBack(given, { method: 'code', email, code: other(code) }))).toEqual([
        422,
        '/problems/code-mismatch',
      ]);
    expect(codes(await comesBack(given, { method: 'code', email, code }))).toEqual([
      422,
      '/problems/code-mismatch',
    ]);
    expect((await comesBack(given, { method: 'link', token })).status).toBe(200);
  });

  test('[2.9] five wrong codes at once are all counted', async () => {
    const { given, email } = await givenInvited();
    const { code } = await asked(given, email);
    await Promise.all(
      [1, 2, 3, 4, 5].map(() => comesBack(given, { method: 'code', email, code: other(code) })),
    );
    expect((await comesBack(given, { method: 'code', email, code })).status).toBe(422);
  });

  test('[2.9] of another practice, or another address, are none here', async () => {
    const [one, two] = [await givenInvited(), await givenInvited()];
    const { token, code } = await asked(one.given, one.email);
    expect((await comesBack(two.given, { method: 'link', token })).status).toBe(410);
    expect((await comesBack(two.given, { method: 'code', email: one.email, code })).status).toBe(422);
    expect((await comesBack(one.given, { method: 'code', email: two.email, code })).status).toBe(422);
  });

  test('[2.5] of someone disabled meanwhile are dead', async () => {
    const { given, client, email } = await givenInvited();
    const { token, code } = await asked(given, email);
    await givenAccess(given, client.id, { state: 'disabled', epoch: 1 });
    expect((await comesBack(given, { method: 'link', token, ...right })).status).toBe(410);
    expect((await comesBack(given, { method: 'code', email, code, ...right })).status).toBe(422);
  });

  test('[1.4] are refused, not spent, while the portal is off', async () => {
    const { given, email } = await givenInvited();
    const { token } = await asked(given, email);
    await settingsChanged(given, { clientPortal: false, onlineBooking: true });
    expect(codes(await comesBack(given, { method: 'link', token, ...right }))).toEqual([
      403,
      '/problems/portal-off',
    ]);
    await settingsChanged(given, { clientPortal: true });
    expect(codes(await comesBack(given, { method: 'link', token, ...right }))).toEqual([200, 'session']);
  });

  test('[2.9] keep the session in a cookie for our own pages alone; a wrong origin spends nothing', async () => {
    const { given, email } = await givenInvited();
    const { token } = await asked(given, email);
    const body = { method: 'link', token, ...right, keep: 'cookie' };
    expect(codes(await comesBack(given, body))).toEqual([403, '/problems/origin']);
    const answer = await comesBack(given, body, { origin: process.env.SITE_URL ?? '' });
    expect(answer).toMatchObject({ status: 200, body: { token: null } });
    expect(answer.cookies).toEqual([
      expect.stringMatching(/^portico-client=prac_\S+; Max-Age=43200; .*HttpOnly/),
    ]);
  });
});

describe('a wrong code', () => {
  /** An answer, and the table's calls that it took. */
  async function watched(given: GivenPractice, email: string, code: string) {
    const calls: string[] = [];
    const { status, body } = await intercepting(
      ({ operation }: Call, pass) => {
        calls.push(operation);
        return pass();
      },
      () => comesBack(given, { method: 'code', email, code, ...right }),
    );
    return { status, body: { ...body, requestId: '' }, calls };
  }

  test('[2.9] is answered the same, with the same calls, whoever has the address', async () => {
    const { given, email } = await givenInvited();
    const disabled = await givenInvited({}, {}, given);
    await givenAccess(given, disabled.client.id, { state: 'disabled' });
    const dead = await givenInvited({ deceased: true }, {}, given);
    const nobody = 'nobody@mail.example';
    const { code } = await asked(given, email);
    for (const address of [disabled.email, dead.email, nobody]) await asked(given, address);
    const answers = [];
    for (const address of [email, disabled.email, dead.email, nobody])
      answers.push(JSON.stringify(await watched(given, address, other(code))));
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!)).toMatchObject({
      status: 422,
      body: { type: '/problems/code-mismatch', detail: 'That code did not match. Use the newest email.' },
      calls: ['GetItem', 'GetItem', 'Query', 'TransactWriteItems'],
    });
  });

  test('[2.9] of an address that nobody asked with is too, known or not', async () => {
    const { given, email } = await givenInvited();
    const answers = [
      await watched(given, email, '123456'),
      await watched(given, 'nobody@mail.example', '123456'),
    ];
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('who it is', () => {
  test('[2.4] is chosen by the answers where a family shares the address', async () => {
    const { given, client: ruth, email } = await givenInvited({ givenName: 'Ruth' });
    const { client: noah } = await givenInvited(
      { givenName: 'Noah', dateOfBirth: '2012-06-15', email },
      {},
      given,
    );
    const { client: zoe } = await givenInvited(
      { givenName: 'Zoë', dateOfBirth: '2012-06-15', email },
      {},
      given,
    );
    const { token } = await asked(given, email);
    const twin = { ...right, dateOfBirth: '2012-06-15' };
    const choose = await comesBack(given, { method: 'link', token, ...twin });
    expect(choose.body).toMatchObject({
      outcome: 'needed',
      needed: 'choose-person',
      asks: ['dateOfBirth', 'postcode', 'firstName'],
    });
    expect(JSON.stringify(choose.body)).not.toMatch(/Ruth|Noah|Zo/);
    const chosen = await comesBack(given, { method: 'link', token, ...twin, firstName: 'zoe' });
    expect(chosen.body).toMatchObject({ outcome: 'session', clientId: zoe.id });
    for (const [answers, person] of [
      [right, ruth],
      [{ ...twin, firstName: 'Noah' }, noah],
    ] as const) {
      const next = await asked(given, email);
      const answer = await comesBack(given, { method: 'link', token: next.token, ...answers });
      expect(answer.body).toMatchObject({ clientId: person.id });
      itIs(Date.now() + 20 * minute);
    }
  });

  test('[2.4] is asked by date of birth with the identity check off, and only where there are several', async () => {
    const { given, client, email } = await givenInvited({}, off);
    const alone = await asked(given, email);
    expect((await comesBack(given, { method: 'link', token: alone.token })).body).toMatchObject({
      clientId: client.id,
    });
    const { client: noah } = await givenInvited({ dateOfBirth: '2012-06-15', email }, {}, given);
    const { token } = await asked(given, email);
    expect((await comesBack(given, { method: 'link', token })).body).toMatchObject({
      needed: 'choose-person',
      asks: ['dateOfBirth'],
    });
    const answer = await comesBack(given, { method: 'link', token, dateOfBirth: '2012-06-15' });
    expect(answer.body).toMatchObject({ outcome: 'session', clientId: noah.id });
  });

  test('[2.8] five wrong answers end a link, ten the day; other ways in stay open', async () => {
    const { given, email } = await givenInvited();
    for (const round of [1, 2]) {
      const { token } = await asked(given, email);
      for (let time = 0; time < 4; time++)
        expect((await comesBack(given, { method: 'link', token, ...wrong })).status).toBe(422);
      expect(codes(await comesBack(given, { method: 'link', token, ...wrong })), `${round}`).toEqual([
        429,
        '/problems/identity-locked',
      ]);
      expect((await comesBack(given, { method: 'link', token, ...right })).status).toBe(429);
    }
    const { token } = await asked(given, email);
    const locked = await comesBack(given, { method: 'link', token, ...right });
    expect(locked).toMatchObject({ status: 429, body: { until: '2026-11-17T00:00:00.000Z' } });
    itIs('2026-11-17T00:00:00.000Z');
    const next = await asked(given, email);
    expect((await comesBack(given, { method: 'link', token: next.token, ...right })).status).toBe(200);
  });

  test('[2.8] wrong answers at once are all counted', async () => {
    const { given, email } = await givenInvited();
    const { token } = await asked(given, email);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => comesBack(given, { method: 'link', token, ...wrong })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([422, 422, 422, 422, 429, 429]);
  });

  test('[2.8] cannot be proved by a record that lacks something: the holder is told, and staff, which', async () => {
    const { given, client, email } = await givenInvited({ postcode: null });
    const { token } = await asked(given, email);
    for (let time = 0; time < 2; time++)
      expect(await comesBack(given, { method: 'link', token, ...right })).toMatchObject({
        status: 409,
        body: { type: '/problems/details-missing', phone: '020 7946 0999' },
      });
    for (const { id } of [given.admin, given.manager]) {
      const { items } = await listBell(given, id, { limit: 10 });
      expect(items).toMatchObject([{ kind: 'details-missing', clientId: client.id, appointmentId: null }]);
    }
    expect((await listBell(given, given.clinician.id, { limit: 10 })).items).toEqual([]);
  });
});

test.each<[string, object, string, number]>([
  ['no method', { token: 'x' }, '/method', 422],
  ['a method that is not built', { method: 'google', token: 'x' }, '/method', 422],
  ['a link without its token', { method: 'link' }, '/token', 422],
  ['a link with a code', { method: 'link', token: 'x', code: '123456' }, '/code', 422],
  ['a code without its address', { method: 'code', code: '123456' }, '/email', 422],
  ['a code of five digits', { method: 'code', email: 'a@mail.example', code: '12345' }, '/code', 422],
  ['a date in another form', { method: 'link', token: 'x', dateOfBirth: '27/03/1948' }, '/dateOfBirth', 422],
  ['a name of no length', { method: 'link', token: 'x', firstName: ' ' }, '/firstName', 422],
  ['a field of nobody', { method: 'link', token: 'x', name: 'Rosa' }, '/name', 400],
])('[8.2] refuses %s by its field', async (_, body, pointer, status) => {
  const given = await givenPractice();
  expect(await comesBack(given, body)).toMatchObject({ status, body: { errors: [{ pointer }] } });
});

test('[2.9] address, code and link are in no log line and no event', async () => {
  const { given, email } = await givenInvited();
  const { token, code } = await asked(given, email);
  await comesBack(given, { method: 'code', email, code: other(code) });
  await comesBack(given, { method: 'code', email, code, ...right });
  const said = logLines.join('') + JSON.stringify(await eventsOf(given));
  for (const secret of [email, `"${code}"`, token.split('.').at(-1)!, right.postcode])
    expect(said).not.toContain(secret);
});

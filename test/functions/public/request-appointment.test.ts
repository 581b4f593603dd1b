import { beforeEach, describe, expect, test } from 'vitest';
import { listPortalOpenings } from '../../../functions/public/list-portal-openings/contract.ts';
import { addressHmac } from '../../../shared/data/client.ts';
import { getAddress } from '../../../shared/data/sign-in.ts';
import { type Call, intercepting, keysWritten } from '../../support/calls.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  type GivenPractice,
  givenAccess,
  givenClient,
  givenPractice,
  hoursFromNow,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { askedAt } from '../../support/sign-in.ts';
import { asks, received } from '../../support/strangers.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;

let given: GivenPractice;
beforeEach(async () => {
  given = await givenPractice({ booking: true });
});

/** What a call of the table is, without what it is about. */
const shapeOf = ({ operation, input }: Call) =>
  operation === 'TransactWriteItems'
    ? [operation, keysWritten(input).map(({ pk }) => pk.split('#')[0])]
    : operation;

describe('asking for a time without signing in', () => {
  test('[5.1] is answered with how long it can be confirmed, and holds nothing', async () => {
    const { status, body } = await asks(given);
    expect([status, body]).toEqual([202, { confirmBy: new Date(monday + 24 * HOUR).toISOString() }]);
    const [event, ...more] = await eventsOf(given);
    expect(more.map(({ type }) => type)).not.toContain('hold.placed.v1');
    const told = await eventsOf(given, 'request.received.v1');
    expect(told).toMatchObject([
      {
        metadata: { actor: 'public' },
        data: { clientId: null, state: 'unconfirmed', startsAt: hoursFromNow(120) },
      },
    ]);
    expect(event).toBeDefined();
    const from = hoursFromNow(120).slice(0, 10);
    const to = hoursFromNow(144).slice(0, 10);
    const openings = await ask(listPortalOpenings, {
      params: { slug: given.practice.slug },
      query: { serviceId: given.service.id, from, to },
    });
    expect(openings.body.items.map(({ startsAt }) => startsAt)).toContain(hoursFromNow(120));
  });

  test('[5.1] can be confirmed until the start at the latest', async () => {
    const startsAt = hoursFromNow(24);
    expect((await asks(given, { startsAt })).body).toEqual({ confirmBy: startsAt });
    given = await givenPractice({ booking: true, preferences: { noticeHours: 2, bookInside24Hours: true } });
    const soon = hoursFromNow(3);
    expect((await asks(given, { startsAt: soon })).body).toEqual({ confirmBy: soon });
  });

  test('[5.1] is answered the same, with the same calls of the table, whoever has the address', async () => {
    const known = await givenClient(given, { email: 'known@mail.example', dateOfBirth: '1988-04-09' });
    await givenAccess(given, known.id, { state: 'active' });
    await givenClient(given, { email: 'gone@mail.example', deceased: true });
    const answers: string[] = [];
    for (const email of ['known@mail.example', 'gone@mail.example', 'nobody@mail.example']) {
      const calls: unknown[] = [];
      const { status, body, headers } = await intercepting(
        (call, pass) => {
          calls.push(shapeOf(call));
          return pass();
        },
        () => asks(given, { email }),
      );
      const { 'x-request-id': _, ...said } = headers;
      answers.push(JSON.stringify([status, body, said, calls]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"TransactWriteItems",["REQUEST","EMAIL","EVENTS"]');
  });

  test('[5.1] names nobody in its event and in the log', async () => {
    await asks(given);
    const said = JSON.stringify(await eventsOf(given)) + logLines.join('');
    for (const personal of ['nora@mail.example', 'Nora', 'Finch', '1988-04-09', '+442079460123', 'SE1 0ZZ'])
      expect(said).not.toContain(personal);
  });

  test('[3.6] with a key that was used gets the first answer and asks for nothing twice', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    const wanted = { startsAt: hoursFromNow(120) };
    const first = await asks(given, wanted, headers);
    itIs(monday + HOUR);
    const again = await Promise.all([asks(given, wanted, headers), asks(given, wanted, headers)]);
    for (const { status, body, headers: said } of again)
      expect([status, body, said['idempotency-replayed']]).toEqual([202, first.body, 'true']);
    expect(await received(given)).toHaveLength(1);
    expect((await asks(given, { ...wanted, givenName: 'Another' }, headers)).status).toBe(422);
    const elsewhere = await givenPractice({ booking: true });
    expect((await asks(elsewhere, wanted, headers)).headers['idempotency-replayed']).toBeUndefined();
    expect(await received(elsewhere)).toHaveLength(1);
  });

  test('[3.6] twice at once with one key is asked for once', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    const answers = await Promise.all([1, 2, 3].map(() => asks(given, {}, headers)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await received(given)).toHaveLength(1);
  });

  test('[5.1] over the limits of an address is answered the same, and nothing is stored or sent', async () => {
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push(await asks(given));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(answers[3]!.body).toEqual(answers[0]!.body);
    expect(await received(given)).toHaveLength(3);
    itIs(monday + 15 * 60_000);
    await asks(given);
    expect(await received(given)).toHaveLength(4);
  });

  test('[2.9] counts with what is sent for signing in, whose link and code stay good', async () => {
    const email = 'nora@mail.example';
    await askedAt(given, email);
    const hmac = addressHmac(given.practice, email);
    const before = await getAddress(given, hmac);
    await asks(given);
    const after = await getAddress(given, hmac);
    expect(after.signIn).toEqual({ ...before.signIn, heardAt: [monday, monday], version: 2 });
    await asks(given);
    await askedAt(given, email);
    expect(await eventsOf(given, 'sign-in.requested.v1')).toHaveLength(1);
  });

  test('[5.1] at once by many counts each', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => asks(given)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(202));
    expect(await received(given)).toHaveLength(3);
  });
});

describe('a form that cannot be', () => {
  test.each([
    ['phone', { phone: '12' }, '/phone'],
    ['phone of letters', { phone: 'call me' }, '/phone'],
    ['postcode', { postcode: 'SE1' }, '/postcode'],
    ['e-mail address', { email: 'nora' }, '/email'],
    ['e-mail address of two lines', { email: 'nora@mail.example\nBcc: all@mail.example' }, '/email'],
    ['date of birth that is none', { dateOfBirth: '1988-02-30' }, '/dateOfBirth'],
    ['date of birth that is to come', { dateOfBirth: '2026-11-17' }, '/dateOfBirth'],
    ['date of birth of 121 years ago', { dateOfBirth: '1906-11-15' }, '/dateOfBirth'],
    ['name of two lines', { familyName: 'Finch\nSubject: x' }, '/familyName'],
    ['name of half a character', { givenName: 'N\ud800' }, '/givenName'],
  ])('[5.1] has its field named: a %s', async (_, over, pointer) => {
    expect(await asks(given, over)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(await received(given)).toEqual([]);
  });

  test.each(['givenName', 'familyName', 'email', 'phone', 'dateOfBirth', 'postcode'])(
    '[5.1] is refused without %s: every answer is needed',
    async (field) => {
      const answer = await asks(given, { [field]: undefined });
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: `/${field}` }] },
      });
    },
  );

  test('[5.1] has all its fields named at once, before any time is looked at', async () => {
    const answer = await asks(given, {
      phone: '1',
      postcode: '?',
      dateOfBirth: '2030-01-01',
      startsAt: hoursFromNow(1),
    });
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/phone',
      '/dateOfBirth',
      '/postcode',
    ]);
  });
});

describe('a time that cannot be', () => {
  test.each([
    ['off the grid', () => new Date(Date.parse(hoursFromNow(120)) + 60_000).toISOString()],
    ['inside the notice', () => hoursFromNow(23)],
    ['past', () => hoursFromNow(-2)],
    ['beyond the horizon', () => hoursFromNow(24 * 100)],
  ])('[4.3] is refused with the nearest openings: %s', async (_, startsAt) => {
    const { status, body } = await asks(given, { startsAt: startsAt() });
    expect([status, body.type]).toEqual([409, '/problems/not-an-opening']);
    expect(body).toMatchObject({ nearest: [expect.any(String), expect.any(String), expect.any(String)] });
    expect(await received(given)).toEqual([]);
  });

  test('[4.2] of a service that new clients do not begin with is refused by its name', async () => {
    const other = given.service.id.replace(/^svc_./, 'svc_7');
    expect(await asks(given, { serviceId: other })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/serviceId' }] },
    });
  });
});

test.each([
  ['both on', true, true, {}, 202],
  ['booking alone', false, true, {}, 202],
  ['booking alone, no new clients: everyone uses the form', false, true, { newClients: false }, 202],
  ['portal alone', true, false, {}, 403],
  ['neither', false, false, {}, 403],
  ['both on, no new clients', true, true, { newClients: false }, 403],
] as const)('[1.3] a stranger asks with %s', async (_, clientPortal, onlineBooking, preferences, status) => {
  given = await givenPractice({ booking: true, settings: { clientPortal, onlineBooking }, preferences });
  const answer = await asks(given);
  expect(answer.status).toBe(status);
  if (!onlineBooking) expect(answer.body.type).toBe('/problems/booking-off');
});

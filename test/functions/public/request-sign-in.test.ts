import { describe, expect, test } from 'vitest';
import { requestSignIn } from '../../../functions/public/request-sign-in/contract.ts';
import { addressHmac } from '../../../shared/data/client.ts';
import { getAddress } from '../../../shared/data/sign-in.ts';
import { type Call, intercepting, keysWritten } from '../../support/calls.ts';
import { practiceChanged, settingsChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { givenAccess, givenClient, givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { askedAt } from '../../support/sign-in.ts';

ownTable();
standingClock();

const minute = 60_000;

/** The kinds of people that an address may be of. */
async function givenAddresses() {
  const given = await givenPractice();
  const of = async (name: string, state: 'none' | 'invited' | 'active' | 'disabled', deceased = false) => {
    const email = `${name}@mail.example`;
    const client = await givenClient(given, { email, deceased });
    await givenAccess(given, client.id, { state });
    return email;
  };
  await of('family', 'active');
  return {
    given,
    addresses: {
      known: await of('known', 'active'),
      invited: await of('invited', 'invited'),
      'not invited': await of('none', 'none'),
      disabled: await of('disabled', 'disabled'),
      deceased: await of('deceased', 'active', true),
      shared: await of('family', 'active'),
      unknown: 'unknown@mail.example',
    },
  };
}

/** What a call of the table is, without what it is about. */
const shapeOf = ({ operation, input }: Call) => [
  operation,
  operation === 'TransactWriteItems'
    ? keysWritten(input).map(({ pk }) => pk.split('#')[0])
    : String(input.Key?.pk).split('#')[0],
];

async function watched(work: () => ReturnType<typeof askedAt>) {
  const calls: unknown[] = [];
  const { status, body, headers } = await intercepting((call, pass) => {
    calls.push(shapeOf(call));
    return pass();
  }, work);
  const { 'x-request-id': _, ...said } = headers;
  return { status, body, said, calls };
}

describe('asking to sign in', () => {
  test('[2.9] is answered the same, with the same calls of the table, whoever has the address', async () => {
    const { given, addresses } = await givenAddresses();
    const answers: string[] = [];
    for (const email of Object.values(addresses))
      answers.push(JSON.stringify(await watched(() => askedAt(given, email))));
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!)).toMatchObject({
      status: 202,
      body: { minutes: 10 },
      calls: [
        ['GetItem', 'UNIQUE'],
        ['GetItem', 'PRACTICE'],
        ['GetItem', 'EMAIL'],
        ['TransactWriteItems', ['EMAIL', 'LINK', 'EVENTS']],
      ],
    });
  });

  test.each(['known', 'unknown'] as const)(
    '[2.9] is answered the same over the limit, with as many calls, and no event: %s',
    async (who) => {
      const { given, addresses } = await givenAddresses();
      const email = addresses[who];
      const answers = [];
      for (let time = 0; time < 4; time++) answers.push(await watched(() => askedAt(given, email)));
      const [first, , , fourth] = answers;
      expect([fourth!.status, fourth!.body, fourth!.said]).toEqual([first!.status, first!.body, first!.said]);
      expect(fourth!.calls.map((call) => (call as string[])[0])).toEqual(
        first!.calls.map((call) => (call as string[])[0]),
      );
      expect(fourth!.calls.at(-1)).toEqual(['TransactWriteItems', ['EMAIL']]);
      expect(await eventsOf(given, 'sign-in.requested.v1')).toHaveLength(3);
      itIs(monday + 15 * minute);
      await askedAt(given, email);
      expect(await eventsOf(given, 'sign-in.requested.v1')).toHaveLength(4);
    },
  );

  test('[2.9] tells of the request by its id alone: no address, and nothing made of one', async () => {
    const { given } = await givenAddresses();
    await askedAt(given, 'Known@Mail.example');
    const [event] = await eventsOf(given, 'sign-in.requested.v1');
    const hmac = addressHmac(given.practice, 'known@mail.example');
    const { signIn } = await getAddress(given, hmac);
    expect(event).toMatchObject({
      metadata: { actor: 'public', cause: 'system', aggregate: { type: 'sign-in' } },
      data: { linkId: signIn?.id },
    });
    const said = (JSON.stringify(event) + logLines.join('')).toLowerCase();
    expect(said).not.toContain('mail.example');
    expect(said).not.toContain(hmac.toLowerCase());
  });

  test('[2.9] at once counts each request', async () => {
    const { given } = await givenAddresses();
    const answers = await Promise.all(Array.from({ length: 5 }, () => askedAt(given, 'known@mail.example')));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(202));
    expect(await eventsOf(given, 'sign-in.requested.v1')).toHaveLength(3);
  });
});

describe('asking where it is off', () => {
  test.each(['known@mail.example', 'unknown@mail.example'])(
    '[1.4] while the portal is off is answered with its message, before %s is looked at',
    async (email) => {
      const { given } = await givenAddresses();
      await settingsChanged(given, { clientPortal: false, onlineBooking: true });
      const answer = await watched(() => askedAt(given, email));
      expect(answer).toMatchObject({
        status: 403,
        body: { type: '/problems/portal-off', detail: expect.stringContaining('Test Practice') },
      });
      expect(answer.calls).toHaveLength(2);
    },
  );

  test('[1.11] by e-mail is a feature that is off', async () => {
    const { given } = await givenAddresses();
    await settingsChanged(given, { signIn: { identityCheck: true, emailed: false } });
    expect(await askedAt(given, 'known@mail.example')).toMatchObject({
      status: 403,
      body: { type: '/problems/feature-off', phone: '020 7946 0999' },
    });
  });

  test.each([
    ['moved to another region', { homeRegion: 'eu-north-1' }, 421],
    ['frozen', { frozen: true }, 503],
  ])('[9.1] of a practice that is %s is for later, or for there', async (_, fields, status) => {
    const { given } = await givenAddresses();
    await practiceChanged(given, fields);
    expect((await askedAt(given, 'known@mail.example')).status).toBe(status);
  });

  test('[1.1] of no practice is not there', async () => {
    const answer = await inProcess(requestSignIn, {
      params: { slug: 'no-such-practice' },
      body: { email: 'known@mail.example' },
    });
    expect(answer.status).toBe(404);
  });
});

test.each([['known'], ['a@b'], ['a b@mail.example'], ['@mail.example'], [`${'a'.repeat(250)}@mail.example`]])(
  '[8.2] refuses what is no address by its field: %s',
  async (email) => {
    const given = await givenPractice();
    expect(await askedAt(given, email)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/email' }] },
    });
  },
);

import { beforeEach, describe, expect, test } from 'vitest';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { listRequests } from '../../../functions/client/list-requests/contract.ts';
import { listPracticeRequests } from '../../../functions/staff/list-practice-requests/contract.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAccess,
  givenClient,
  givenHours,
  givenPractice,
  givenStaff,
  hoursFromNow,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { aStranger, asked, confirms } from '../../support/strangers.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;
let count = 0;
let given: GivenPractice;
/** Nobody else has it. */
let email: string;
async function givenBooking(parts: Parameters<typeof givenPractice>[0] = {}) {
  given = await givenPractice({ booking: true, ...parts });
  count += 1;
  email = `stranger-${count}-${given.practiceId.slice(-8).toLowerCase()}@mail.example`;
}
beforeEach(() => givenBooking());

const startsAt = hoursFromNow.bind(null, 120);
/** What the day sheets hold around the time that is asked for. */
async function taken() {
  const start = Date.parse(startsAt());
  const span = { startsAt: start, endsAt: start + HOUR };
  return (await getSheets(given, given.clinician.id, [span])).flatMap((sheet) => sheet.taken);
}
/** The requests of strangers, as they are stored. */
const stored = async () =>
  Promise.all(
    (await eventsOf(given, 'request.received.v1')).map(({ data }) =>
      getRequest(given, (data as { requestId: string }).requestId),
    ),
  );
const typesOf = async () => (await eventsOf(given)).map(({ type }) => type);

describe('a stranger who confirms the address', () => {
  test('[4.4] holds the time from then on, and is told until when it is answered', async () => {
    const token = await asked(given, { email });
    expect(await taken()).toEqual([]);
    const { status, body } = await confirms(token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'pending',
      startsAt: startsAt(),
      when: 'Saturday 21 November 2026, 10:00am (United Kingdom Time)',
      zone: 'Europe/London',
      clinician: { id: given.clinician.id, name: 'Sam Staff' },
      service: { name: 'Therapy' },
      location: { name: 'Rooms' },
      answerBy: new Date(monday + 72 * HOUR).toISOString(),
      answerByWhen: 'Thursday 19 November 2026, 10:00am (United Kingdom Time)',
      portal: { slug: given.practice.slug, phone: given.practice.phone },
    });
    expect(await taken()).toHaveLength(1);
    expect(await typesOf()).toEqual(expect.arrayContaining(['request.opened.v1', 'hold.placed.v1']));
    const list = await ask(listPracticeRequests, {
      token: await staffToken(given, given.manager),
      params: { practiceId: given.practiceId },
    });
    expect(list.body.items).toMatchObject([
      {
        state: 'pending',
        person: { clientId: null, name: 'Nora Finch', isNew: true, phone: '+442079460123' },
      },
    ]);
  });

  test('[4.4] sees the same yes however often they press, also at once, and one hold', async () => {
    const token = await asked(given, { email });
    const answers = await Promise.all([confirms(token), confirms(token), confirms(token)]);
    answers.push(await confirms(token));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect(await taken()).toHaveLength(1);
    expect((await typesOf()).filter((type) => type === 'request.opened.v1')).toHaveLength(1);
  });

  test('[4.2] has it booked at once where nobody has to approve, and is a client from then on', async () => {
    await givenBooking({ preferences: { approval: 'none' } });
    const token = await asked(given, { email });
    const { body } = await confirms(token);
    expect(body).toMatchObject({ state: 'approved', answerBy: null, answerByWhen: null });
    expect((await confirms(token)).body).toEqual(body);
    const types = await typesOf();
    for (const type of ['client.created.v1', 'appointment.created.v1', 'request.approved.v1'])
      expect(types.filter((one) => one === type)).toHaveLength(1);
  });

  test('[4.4] too late gets 410: a day after asking, or once the time has come', async () => {
    const token = await asked(given, { email });
    itIs(monday + 24 * HOUR - 1);
    const early = await asked(given, { email, startsAt: hoursFromNow(24) });
    itIs(monday + 24 * HOUR);
    expect(await confirms(token)).toMatchObject({ status: 410, body: { type: '/problems/link-ended' } });
    itIs(monday + 48 * HOUR);
    expect((await confirms(early)).status).toBe(410);
    expect(await taken()).toEqual([]);
  });

  test('[4.4] is let in by nothing but the link of the e-mail', async () => {
    const token = await asked(given, { email });
    const secret = token.split('.').at(-1)!;
    const other = await givenPractice({ booking: true });
    for (const wrong of [
      'nonsense',
      token.slice(0, -1),
      token.replace(secret, `${'A'.repeat(42)}A`),
      token.replace(given.practiceId, other.practiceId),
    ])
      expect(await confirms(wrong)).toMatchObject({ status: 410, body: { type: '/problems/link-ended' } });
    expect(await taken()).toEqual([]);
  });

  test('[1.4] while booking is off is refused with its message, and by the same link once it is on again', async () => {
    const token = await asked(given, { email });
    await settingsChanged(given, { onlineBooking: false });
    for (const one of [token, token.replace(/.{43}$/, 'A'.repeat(43))])
      expect(await confirms(one)).toMatchObject({
        status: 403,
        body: {
          type: '/problems/booking-off',
          detail: expect.stringContaining('Online booking is switched off'),
        },
      });
    expect(await taken()).toEqual([]);
    await settingsChanged(given, { onlineBooking: true });
    expect((await confirms(token)).body.state).toBe('pending');
  });

  test.each([
    ['both on', true, true, 200],
    ['booking alone', false, true, 200],
    ['portal alone', true, false, 403],
    ['neither', false, false, 403],
  ] as const)('[1.3] holds the time with %s', async (_, clientPortal, onlineBooking, status) => {
    const token = await asked(given, { email });
    await settingsChanged(given, { clientPortal, onlineBooking });
    expect((await confirms(token)).status).toBe(status);
    expect(await taken()).toHaveLength(status === 200 ? 1 : 0);
  });

  test('[4.3] whose time has gone gets the nearest, and takes one of them with the same link', async () => {
    const token = await asked(given, { email });
    const client = await givenClient(given);
    const mine = await clientToken(given, client);
    await ask(createRequest, { token: mine, body: { serviceId: given.service.id, startsAt: startsAt() } });
    const gone = await confirms(token);
    expect(gone).toMatchObject({ status: 409, body: { type: '/problems/taken' } });
    const { nearest } = gone.body as unknown as { nearest: string[] };
    expect(nearest).toHaveLength(3);
    const { status, body } = await confirms(token, { startsAt: nearest[2] });
    expect([status, body.startsAt, body.state]).toEqual([200, nearest[2], 'pending']);
    expect((await confirms(token)).body).toEqual(body);
  });

  test('[4.3] who asked for anyone is seen by another clinician, where the first is no longer free', async () => {
    const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
    const other = await givenStaff(given, offers);
    await givenHours(given, other.id, [{ weekday: 6, start: '09:00', end: '12:00' }]);
    const [anyone, named] = [await asked(given, { email }), await asked(given, { email: `x${email}` })];
    const [first] = await stored();
    const mine = await clientToken(given, await givenClient(given));
    const body = { serviceId: given.service.id, startsAt: startsAt(), staffId: first!.staffId };
    expect((await ask(createRequest, { token: mine, body })).status).toBe(201);
    const answer = await confirms(anyone);
    expect(answer.status).toBe(200);
    expect(answer.body.clinician.id).not.toBe(first!.staffId);
    expect((await confirms(named)).status).toBe(409);
  });

  test('[4.4] waits with one request at a time, which nobody hears before the address is proved', async () => {
    expect((await confirms(await asked(given, { email }))).status).toBe(200);
    const second = await asked(given, { email, startsAt: hoursFromNow(130) });
    expect(await confirms(second)).toMatchObject({ status: 409, body: { type: '/problems/requests-open' } });
    const other = await asked(given, { email: `x${email}`, startsAt: hoursFromNow(130) });
    expect((await confirms(other)).status).toBe(200);
  });
});

describe('a stranger who is a client already', () => {
  const born = aStranger().dateOfBirth;

  test('[5.1] has it on their record, and is answered as somebody new', async () => {
    const client = await givenClient(given, {
      email: email.replace('s', 'S'),
      dateOfBirth: born,
      givenName: 'Honora',
    });
    const token = await asked(given, { email });
    const { status, body } = await confirms(token);
    expect([status, body.state]).toEqual([200, 'pending']);
    expect(JSON.stringify(body)).not.toContain(client.id);
    const mine = await ask(listRequests, { token: await clientToken(given, client) });
    expect(mine.body.items).toMatchObject([{ startsAt: startsAt(), state: 'pending' }]);
  });

  test.each([
    ['another date of birth', { dateOfBirth: '1950-01-01' }],
    ['another address', { email: 'other@mail.example' }],
    ['no date of birth on record', { dateOfBirth: null }],
    ['who has died', { deceased: true }],
  ])('[5.1] is nobody with %s', async (_, over) => {
    await givenClient(given, { email, dateOfBirth: born, ...over });
    await confirms(await asked(given, { email }));
    expect(await stored()).toMatchObject([{ state: 'pending', clientId: null }]);
  });

  test('[5.1] is the twin of that first name, and neither where it does not say', async () => {
    await givenClient(given, { email, dateOfBirth: born, givenName: 'Otto' });
    const nora = await givenClient(given, { email, dateOfBirth: born, givenName: 'Nora Jane' });
    await confirms(await asked(given, { email }));
    await confirms(await asked(given, { email, givenName: 'N.', startsAt: hoursFromNow(130) }));
    const clients = (await stored()).map((request) => request?.clientId ?? null);
    expect(clients.toSorted()).toEqual([nora.id, null].sort());
  });

  test('[4.4] has three requests waiting as any client', async () => {
    const client = await givenClient(given, { email, dateOfBirth: born });
    const mine = await clientToken(given, client);
    for (const hours of [130, 131])
      await ask(createRequest, {
        token: mine,
        body: { serviceId: given.service.id, startsAt: hoursFromNow(hours) },
      });
    expect((await confirms(await asked(given, { email }))).status).toBe(200);
    const fourth = await asked(given, { email, startsAt: hoursFromNow(132) });
    expect(await confirms(fourth)).toMatchObject({ status: 409, body: { type: '/problems/requests-open' } });
  });

  test.each([
    ['booked at once', {}, {}, 'approved'],
    ['disabled: staff decide', { state: 'disabled' as const }, {}, 'pending'],
    ['not to ask online: staff decide', { off: ['requests' as const] }, {}, 'pending'],
    ['of another clinician: staff decide', {}, { clinicians: 'assigned' as const }, 'pending'],
  ])('[4.2] is, where nobody has to approve, %s', async (_, access, preferences, state) => {
    await givenBooking({ preferences: { approval: 'none', ...preferences } });
    const client = await givenClient(given, { email, dateOfBirth: born });
    await givenAccess(given, client.id, { state: 'active', ...access });
    const { body } = await confirms(await asked(given, { email }));
    expect(body.state).toBe(state);
    expect(await stored()).toMatchObject([{ clientId: client.id, state }]);
  });

  test('[4.2] books nobody at once who is new, where no new clients are taken', async () => {
    await givenBooking({
      settings: { clientPortal: false },
      preferences: { approval: 'none', newClients: false },
    });
    const { body } = await confirms(await asked(given, { email }));
    expect(body.state).toBe('pending');
  });

  test('[2.10] who books twice at once is made a client once', async () => {
    await givenBooking({ preferences: { approval: 'none' } });
    const tokens = [
      await asked(given, { email }),
      await asked(given, { email, startsAt: hoursFromNow(130) }),
    ];
    const answers = await Promise.all(tokens.map((token) => confirms(token)));
    expect(answers.map(({ body }) => body.state)).toEqual(['approved', 'approved']);
    expect((await typesOf()).filter((type) => type === 'client.created.v1')).toHaveLength(1);
    const [one, other] = await stored();
    expect(one?.clientId).toBe(other?.clientId);
  });
});

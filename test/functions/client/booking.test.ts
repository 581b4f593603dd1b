import { beforeEach, describe, expect, test } from 'vitest';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { listBookableServices } from '../../../functions/client/list-bookable-services/contract.ts';
import { listOpenings } from '../../../functions/client/list-openings/contract.ts';
import { listRequests } from '../../../functions/client/list-requests/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { listPortalOpenings } from '../../../functions/public/list-portal-openings/contract.ts';
import { listPortalServices } from '../../../functions/public/list-portal-services/contract.ts';
import { putException } from '../../../shared/data/availability.ts';
import { putLocation } from '../../../shared/data/catalogue.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { serviceChanged, settingsChanged } from '../../support/changed.ts';
import { monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAccess,
  givenClient,
  givenHours,
  givenPractice,
  givenStaff,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;
const at = (hours: number) => new Date(monday + hours * HOUR).toISOString();
/** Two days on. */
const day = { from: at(48).slice(0, 10), to: at(72).slice(0, 10) };

let given: GivenPractice;
let client: Client;
let token: string;

async function givenBooking(parts: Parameters<typeof givenPractice>[0] = {}) {
  given = await givenPractice({ booking: true, ...parts });
  client = await givenClient(given);
  token = await clientToken(given, client);
}
beforeEach(() => givenBooking());

const book = (startsAt: string, more: object = {}, headers = {}) =>
  ask(createRequest, { token, headers, body: { serviceId: given.service.id, startsAt, ...more } });
const listed = async (query: Record<string, string> = {}) => {
  const answer = await ask(listOpenings, { token, query: { serviceId: given.service.id, ...day, ...query } });
  expect(answer.status).toBe(200);
  return answer.body.items;
};

describe('what can be booked', () => {
  test('[4.3] is listed with everyone who is free then, of one clinician alone where that is asked', async () => {
    const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
    const other = await givenStaff(given, offers);
    await givenHours(given, other.id, [{ weekday: 3, start: '09:00', end: '10:00' }]);
    const nine = (await listed()).find(({ localTime }) => localTime.endsWith('T09:00'));
    expect(nine?.staffIds.toSorted()).toEqual([given.clinician.id, other.id].sort());
    const alone = await listed({ staffId: other.id });
    expect(alone.map(({ localTime }) => localTime.slice(11))).toEqual(['09:00', '09:30']);
  });

  test('[4.2] are the services that somebody gives who can be booked', async () => {
    const { body } = await ask(listBookableServices, { token });
    expect(body.items).toEqual([
      {
        id: given.service.id,
        name: 'Therapy',
        durationMinutes: 30,
        clinicians: [{ id: given.clinician.id, name: given.clinician.name }],
        locations: [{ id: given.location.id, name: given.location.name }],
      },
    ]);
  });

  test('[5.1] is listed for strangers too: of the first-visit service', async () => {
    const params = { slug: given.practice.slug };
    const services = await ask(listPortalServices, { params });
    expect(services.body.items.map(({ id }) => id)).toEqual([given.service.id]);
    const openings = await ask(listPortalOpenings, {
      params,
      query: { serviceId: given.service.id, ...day },
    });
    expect(openings.body.items).toHaveLength(48);
    const other = given.service.id.replace(/^svc_./, 'svc_7');
    const refused = await ask(listPortalOpenings, { params, query: { serviceId: other, ...day } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/serviceId' }] } });
  });

  test('[4.2] is not for strangers where no new clients are taken, unless the portal is off', async () => {
    const query = { serviceId: '', ...day };
    for (const [clientPortal, status] of [
      [true, 403],
      [false, 200],
    ] as const) {
      await givenBooking({ settings: { clientPortal }, preferences: { newClients: false } });
      query.serviceId = given.service.id;
      const answer = await ask(listPortalOpenings, { params: { slug: given.practice.slug }, query });
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.body.type).toBe('/problems/new-clients-off');
    }
  });
});

describe('asking for a time', () => {
  test('[4.4] holds it: nobody else is offered it, and the request waits for an answer', async () => {
    const { status, body } = await book(at(50));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'pending',
      startsAt: at(50),
      clinician: { id: given.clinician.id },
      service: { name: 'Therapy' },
      answerBy: at(50),
      note: null,
    });
    expect((await listed()).map(({ startsAt }) => startsAt)).not.toContain(at(50));
    const mine = await ask(listRequests, { token });
    expect(mine.body.items).toEqual([body]);
    expect((await eventsOf(given)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['request.opened.v1', 'hold.placed.v1']),
    );
  });

  test('[4.2] books it at once where nobody has to approve, unless it begins within 24 hours', async () => {
    await givenBooking({ preferences: { approval: 'none', noticeHours: 2, bookInside24Hours: true } });
    const booked = await book(at(24));
    expect(booked.body).toMatchObject({ state: 'approved', answerBy: null });
    const appointments = await ask(listAppointments, { token });
    expect(appointments.body.items.map(({ id }) => id)).toEqual([booked.body.appointmentId]);
    const types = (await eventsOf(given)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['request.approved.v1', 'appointment.created.v1']));
    expect(types).not.toContain('request.opened.v1');
    expect((await book(at(23))).body.state).toBe('pending');
  });

  test('[3.6] twice with one key asks once', async () => {
    const key = { 'idempotency-key': 'ask-1' };
    const first = await book(at(50), {}, key);
    const again = await book(at(50), {}, key);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect((await ask(listRequests, { token })).body.items).toHaveLength(1);
  });

  test.each([
    ['off the grid', at(50.1), 'not-an-opening'],
    ['inside the notice', at(12), 'not-an-opening'],
    ['beyond the horizon', at(24 * 62), 'not-an-opening'],
    ['in the past', at(-48), 'not-an-opening'],
    ['long past', at(-24 * 300), 'not-an-opening'],
    ['of another year', at(24 * 400), 'not-an-opening'],
  ])('[4.3] refuses a time %s, with the nearest free ones', async (_, startsAt, code) => {
    const { status, body } = await book(startsAt);
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: `/problems/${code}` });
    const { nearest } = body as unknown as { nearest: string[] };
    expect(nearest).toHaveLength(3);
    for (const start of nearest.slice(0, 2)) expect((await book(start)).status).toBe(201);
  });

  test('[4.3] refuses a time with the nearest free ones, though they are weeks away', async () => {
    await givenBooking({ hours: [] });
    const days = [40, 41].map((count) => at(24 * count).slice(0, 10));
    for (const date of days)
      await transact([
        putException(
          given,
          given.clinician.id,
          { date, windows: [{ start: '09:00', end: '10:00', locationId: given.location.id }] },
          0,
        ),
      ]);
    const refused = await book(at(24 * 20));
    expect(refused.body).toMatchObject({
      nearest: [`${days[0]}T09:00:00.000Z`, `${days[0]}T09:30:00.000Z`, `${days[1]}T09:00:00.000Z`],
    });
  });

  test('[4.3] names the nearest free times at the place that was asked for', async () => {
    const there = { ...given.location, id: given.location.id.replace(/^loc_./, 'loc_7'), name: 'There' };
    await transact([putLocation(given, there, 'new')]);
    const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
    const other = await givenStaff(given, offers);
    await givenHours({ ...given, location: there }, other.id, [{ weekday: 3, start: '09:00', end: '10:30' }]);
    const refused = await book(at(50), { locationId: there.id });
    expect(refused).toMatchObject({
      status: 409,
      body: { nearest: [at(47), at(47.5), at(48)] },
    });
    expect((await book(at(48), { locationId: there.id })).status).toBe(201);
  });

  test('[4.3] refuses a time that another has, with the three nearest', async () => {
    await book(at(50));
    const other = await clientToken(given, await givenClient(given));
    const refused = await ask(createRequest, {
      token: other,
      body: { serviceId: given.service.id, startsAt: at(50) },
    });
    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/taken', nearest: [at(49), at(49.5), at(50.5)] },
    });
  });

  test('[4.4] refuses a fourth one that waits', async () => {
    for (const hours of [50, 51, 52]) expect((await book(at(hours))).status).toBe(201);
    expect(await book(at(53))).toMatchObject({ status: 409, body: { type: '/problems/requests-open' } });
  });

  test('[4.4] lets three of six at once wait', async () => {
    const answers = await Promise.all([50, 51, 52, 53, 54, 55].map((hours) => book(at(hours))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409]);
    const types = (await eventsOf(given)).map(({ type }) => type);
    expect(types.filter((type) => type === 'hold.placed.v1')).toHaveLength(3);
  });

  test('[4.1] refuses a clinician who does not give the service, and a service that is not there', async () => {
    const other = await givenStaff(given, { roles: ['clinician'], bookableOnline: true });
    expect(await book(at(50), { staffId: other.id })).toMatchObject({
      status: 409,
      body: { type: '/problems/not-bookable-online' },
    });
    const unknown = given.service.id.replace(/^svc_./, 'svc_7');
    expect((await book(at(50), { serviceId: unknown })).status).toBe(404);
    await serviceChanged(given, given.service, { archived: true });
    expect((await book(at(50))).body.type).toBe('/problems/not-bookable-online');
    expect(await listed()).toEqual([]);
  });

  test('[1.3] is refused while online booking is off, with the practice’s message', async () => {
    await givenBooking({ settings: { onlineBooking: false } });
    expect(await book(at(50))).toMatchObject({ status: 403, body: { type: '/problems/booking-off' } });
    expect((await ask(listOpenings, { token, query: { serviceId: given.service.id } })).status).toBe(403);
  });

  test('[1.9] is refused where it is off for the practice, or for this client', async () => {
    await givenAccess(given, client.id, { off: ['requests'] });
    expect(await book(at(50))).toMatchObject({
      status: 403,
      body: { type: '/problems/feature-off', missing: ['access/off/requests'] },
    });
    await givenBooking({ settings: { features: { requests: false } } });
    expect((await book(at(50))).body.type).toBe('/problems/feature-off');
  });

  test('[3.5] by many at once for one time gives it to one of them', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 12 }, async () => clientToken(given, await givenClient(given))),
    );
    const answers = await Promise.all(
      tokens.map((each) =>
        ask(createRequest, { token: each, body: { serviceId: given.service.id, startsAt: at(50) } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(11).fill(409)]);
    const opened = (await eventsOf(given)).filter(({ type }) => type === 'request.opened.v1');
    expect(opened).toHaveLength(1);
  });
});

describe('a request that waits', () => {
  const change = (requestId: string, startsAt: string) =>
    ask(changeRequest, { token, params: { requestId }, body: { startsAt } });
  const withdraw = (requestId: string, by = token) =>
    ask(withdrawRequest, { token: by, params: { requestId } });

  test('[5.3] moves in one step, with booking switched off too', async () => {
    const { body: request } = await book(at(50));
    await settingsChanged(given, { onlineBooking: false });
    const moved = await change(request.id, at(51));
    expect(moved).toMatchObject({
      status: 200,
      body: { id: request.id, startsAt: at(51), state: 'pending' },
    });
    expect((await change(request.id, at(51))).body.type).toBe('/problems/unchanged');
    await settingsChanged(given, { onlineBooking: true });
    const free = (await listed()).map(({ startsAt }) => startsAt);
    expect(free).toContain(at(50));
    expect(free).not.toContain(at(51));
  });

  test('[4.3] moves with its own duration, across midnight too, though the service is shorter today', async () => {
    await serviceChanged(given, given.service, { durationMinutes: 90 });
    const { body: request } = await book(at(50));
    await serviceChanged(given, { ...given.service, version: 2 }, { durationMinutes: 30 });
    // Something of the next UTC day is taken, on a sheet that the time reaches and half an hour would not.
    expect((await book(at(72))).status).toBe(201);
    const moved = await change(request.id, at(59));
    expect(moved).toMatchObject({ status: 200, body: { startsAt: at(59), endsAt: at(60.5) } });
    expect((await listed()).map(({ startsAt }) => startsAt)).not.toContain(at(60));
  });

  test('[4.1] says that nobody can be booked for it where its service is archived, and is withdrawn as ever', async () => {
    const { body: request } = await book(at(50));
    await serviceChanged(given, given.service, { archived: true });
    expect(await change(request.id, at(51))).toMatchObject({
      status: 409,
      body: { type: '/problems/not-bookable-online' },
    });
    expect((await withdraw(request.id)).body.state).toBe('withdrawn');
  });

  test('[5.4] that is withdrawn frees its time, once', async () => {
    const { body: request } = await book(at(50));
    expect((await withdraw(request.id)).body.state).toBe('withdrawn');
    expect((await listed()).map(({ startsAt }) => startsAt)).toContain(at(50));
    for (const again of [await withdraw(request.id), await change(request.id, at(52))])
      expect(again).toMatchObject({
        status: 409,
        body: { type: '/problems/already-decided', current: { state: 'withdrawn' } },
      });
  });

  test('[4.4] is its client’s alone', async () => {
    const { body: request } = await book(at(50));
    const other = await clientToken(given, await givenClient(given));
    expect((await withdraw(request.id, other)).status).toBe(404);
    expect((await ask(listRequests, { token: other })).body.items).toEqual([]);
  });
});

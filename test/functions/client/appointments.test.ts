import { describe, expect, test } from 'vitest';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { listMoveOpenings } from '../../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { readAppointmentCalendar } from '../../../functions/client/read-appointment-calendar/contract.ts';
import { readMe } from '../../../functions/client/read-me/contract.ts';
import { encodeCursor } from '../../../shared/data/table.ts';
import { intercepting } from '../../support/calls.ts';
import { serviceChanged, settingsChanged, staffChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenStaff,
} from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const hour = 3_600_000;
const iso = (instant: number) => new Date(instant).toISOString();

async function givenOwner(parts: Parameters<typeof givenPractice>[0] = {}) {
  const given = await givenPractice(parts);
  const client = await givenClient(given);
  return { given, client, token: await clientToken(given, client) };
}

type When = 'upcoming' | 'past';

/** The starts of every page of a list, asked for as a caller does. */
async function pages(token: string, when: When, limit: number): Promise<string[][]> {
  const all: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { status, body } = await inProcess(listAppointments, {
      token,
      query: { when, limit: String(limit), ...(cursor !== undefined && { cursor }) },
    });
    expect(status).toBe(200);
    all.push(body.items.map(({ startsAt }) => startsAt));
    cursor = body.next;
  }
  return all;
}

/** Appointments a day apart, the first so many hours from now. */
async function givenDays(
  given: GivenPractice,
  client: Awaited<ReturnType<typeof givenClient>>,
  count: number,
  firstHours: number,
): Promise<string[]> {
  const starts = Array.from({ length: count }, (_, n) => iso(monday + firstHours * hour + n * 24 * hour));
  for (const startsAt of starts) await givenAppointment(given, client, { startsAt });
  return starts;
}

describe('a client’s list', () => {
  test('[3.1] has what is to come from the soonest on, and what is past from the latest, a page at a time', async () => {
    const { given, client, token } = await givenOwner();
    const coming = await givenDays(given, client, 5, 24);
    const past = await givenDays(given, client, 5, -120);
    expect(await pages(token, 'upcoming', 2)).toEqual([
      coming.slice(0, 2),
      coming.slice(2, 4),
      coming.slice(4),
    ]);
    const latest = past.toReversed();
    expect(await pages(token, 'past', 2)).toEqual([latest.slice(0, 2), latest.slice(2, 4), latest.slice(4)]);
    expect(await pages(token, 'upcoming', 100)).toEqual([coming]);
  });

  test('[3.1] counts an appointment as past from the millisecond at which it begins', async () => {
    const { given, client } = await givenOwner();
    const startsAt = iso(monday + 72 * hour);
    await givenAppointment(given, client, { startsAt });
    const at = async (now: number) => {
      itIs(now);
      const token = await clientToken(given, client);
      return [await pages(token, 'upcoming', 5), await pages(token, 'past', 5)];
    };
    expect(await at(monday + 72 * hour - 1)).toEqual([[[startsAt]], [[]]]);
    expect(await at(monday + 72 * hour)).toEqual([[[]], [[startsAt]]]);
    expect(await at(monday + 72 * hour + 1)).toEqual([[[]], [[startsAt]]]);
  });

  test('[3.1] has each of several that start at the same instant once', async () => {
    const { given, client, token } = await givenOwner();
    const startsAt = iso(monday + 72 * hour);
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const clinician = await givenStaff(given, { bookableOnline: true });
      made.push((await givenAppointment(given, client, { startsAt, clinician })).id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await inProcess(listAppointments, {
        token,
        query: { limit: '2', ...(cursor !== null && { cursor }) },
      });
      seen.push(...answer.body.items.map(({ id }) => id));
      cursor = answer.body.next as string | null;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  test('[3.1] says of each what may be done, as the appointment alone does', async () => {
    const { given, client, token } = await givenOwner({ settings: { clientPortal: true } });
    await givenDays(given, client, 3, 20);
    const { body } = await inProcess(listAppointments, { token });
    for (const item of body.items) {
      const alone = await inProcess(readAppointment, { params: { appointmentId: item.id }, token });
      expect(alone.body).toEqual(item);
    }
    expect(body.items.map(({ change }) => change.allowed)).toEqual([false, true, true]);
  });

  test('[1.2] is not reached by the cursor of another client, nor of another practice', async () => {
    const one = await givenOwner();
    const neighbour = await givenClient(one.given);
    const other = await givenOwner();
    const own = await givenDays(one.given, one.client, 2, 48);
    await givenAppointment(one.given, neighbour, { startsAt: iso(monday + 30 * hour) });
    await givenDays(other.given, other.client, 3, 24);
    const theirs = await inProcess(listAppointments, { token: other.token, query: { limit: '1' } });
    const cursors = [
      theirs.body.next!,
      encodeCursor(`CLIENT#${other.given.practiceId}#${other.client.id}`),
      encodeCursor('0'),
      encodeCursor('9999'),
    ];
    for (const cursor of cursors) {
      const { status, body } = await inProcess(listAppointments, { token: one.token, query: { cursor } });
      expect(status).toBe(200);
      expect(own).toEqual(expect.arrayContaining(body.items.map(({ startsAt }) => startsAt)));
    }
  });

  test.each<[Record<string, string>, string, number]>([
    [{ limit: '0' }, '?limit', 422],
    [{ limit: '101' }, '?limit', 422],
    [{ limit: 'many' }, '?limit', 400],
    [{ when: 'soon' }, '?when', 422],
    [{ cursor: '***' }, '?cursor', 400],
    [{ cursor: '' }, '?cursor', 422],
    [{ clientId: 'clnt_other' }, '?clientId', 400],
  ])('[8.2] refuses a query by its parameter: %j', async (query, pointer, status) => {
    const { token } = await givenOwner();
    const answer = await inProcess(listAppointments, { token, query });
    expect(answer).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });

  test('[2.7] is closed to whoever came by the link of one appointment', async () => {
    const { given, client } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    const token = await clientToken(given, client, appointment);
    expect(await inProcess(listAppointments, { token })).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden' },
    });
  });
});

describe('one appointment', () => {
  test('[3.1] is shown with clinician, service, place, local time, zone, status and verdicts', async () => {
    const { given, client, token } = await givenOwner();
    const appointment = await givenAppointment(given, client, { startsAt: '2027-06-01T08:00:00.000Z' });
    const { status, body } = await inProcess(readAppointment, {
      params: { appointmentId: appointment.id },
      token,
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: appointment.id,
      startsAt: '2027-06-01T08:00:00.000Z',
      endsAt: '2027-06-01T08:30:00.000Z',
      localTime: '2027-06-01T09:00',
      zone: 'Europe/London',
      when: 'Tuesday 1 June 2027, 9:00am (United Kingdom Time)',
      clinician: { id: given.clinician.id, name: given.clinician.name },
      service: { id: given.service.id, name: given.service.name },
      location: { id: given.location.id, name: given.location.name, address: given.location.address },
      status: { name: given.statuses.booked.name, kind: 'booked' },
      change: expect.objectContaining({ allowed: true, until: '2027-05-31T08:00:00.000Z' }),
      cancellation: expect.objectContaining({ allowed: true, until: '2027-05-31T08:00:00.000Z' }),
      waitlist: { allowed: true, reason: null, detail: null },
      policy: null,
      version: 1,
    });
  });

  test('[3.1] takes two trips to the table, calls side by side counted as one', async () => {
    const { given, client, token } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    const calls: string[] = [];
    await intercepting(
      ({ operation }, pass) => {
        calls.push(operation);
        return pass();
      },
      () => inProcess(readAppointment, { params: { appointmentId: appointment.id }, token }),
    );
    expect(calls).toEqual(['BatchGetItem', 'BatchGetItem']);
  });

  test('[4.1] keeps what it had when service and clinician are archived', async () => {
    const { given, client, token } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    await serviceChanged(given, given.service, { archived: true });
    await staffChanged(given, given.clinician, { archived: true });
    const { body } = await inProcess(readAppointment, { params: { appointmentId: appointment.id }, token });
    expect(body).toMatchObject({
      clinician: { id: given.clinician.id },
      service: { id: given.service.id },
      change: { allowed: false, reason: 'not-bookable-online' },
      cancellation: { allowed: true },
    });
  });

  test('[1.8] comes with the policy while that is shown', async () => {
    const { given, client, token } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    await settingsChanged(given, { cancellationPolicy: { shown: true, text: 'Please phone.' } });
    const { body } = await inProcess(readAppointment, { params: { appointmentId: appointment.id }, token });
    expect(body.policy).toEqual({ version: given.practice.policyVersion + 1, text: 'Please phone.' });
  });

  test('[1.2] of somebody else, of another practice, or of nobody is not there: all answers are alike', async () => {
    const { given, token } = await givenOwner();
    const elsewhere = await givenOwner();
    const notOwn = [
      (await givenAppointment(given, await givenClient(given))).id,
      (await givenAppointment(elsewhere.given, elsewhere.client)).id,
      'appt_01JD3Q6Z5W8N4T2R9YB7KXAMCE',
      'appt_1',
      'clnt_01JD3Q6Z5W8N4T2R9YB7KXAMCE',
      '../practice',
      'x'.repeat(500),
    ];
    const answers = [];
    for (const appointmentId of notOwn)
      for (const route of [readAppointment, listMoveOpenings, readAppointmentCalendar])
        answers.push(await inProcess(route, { params: { appointmentId }, token }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body).replace(/test-\w+/, ''))).size).toBe(1);
  });

  test('[2.7] is the only one that its link reaches, with all of its routes', async () => {
    const { given, client } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    const other = await givenAppointment(given, client, { startsAt: iso(monday + 100 * hour) });
    const token = await clientToken(given, client, appointment);
    for (const route of [readAppointment, listMoveOpenings, readAppointmentCalendar]) {
      expect((await inProcess(route, { params: { appointmentId: appointment.id }, token })).status).toBe(200);
      expect((await inProcess(route, { params: { appointmentId: other.id }, token })).status).toBe(404);
    }
  });

  test('[3.7] comes as a calendar file', async () => {
    const { given, client, token } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    const { headers, body } = await inProcess(readAppointmentCalendar, {
      params: { appointmentId: appointment.id },
      token,
    });
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(String(body)).toContain('BEGIN:VEVENT');
    expect(String(body)).toContain(appointment.id);
  });
});

describe('the openings of a move', () => {
  const ask = async (owner: Awaited<ReturnType<typeof givenOwner>>, query: Record<string, string> = {}) => {
    const appointment = await givenAppointment(owner.given, owner.client, {
      startsAt: '2026-11-26T09:00:00.000Z',
    });
    return inProcess(listMoveOpenings, {
      params: { appointmentId: appointment.id },
      query,
      token: owner.token,
    });
  };

  test('[4.3] are listed by date, without its own time', async () => {
    const owner = await givenOwner({ hours: [{ weekday: 4, start: '09:00', end: '11:00' }] });
    const { status, body } = await ask(owner, { from: '2026-11-26', to: '2026-11-27' });
    expect(status).toBe(200);
    expect(body).toEqual({
      items: ['09:30', '10:00', '10:30'].map((time) => ({
        startsAt: `2026-11-26T${time}:00.000Z`,
        endsAt: expect.any(String),
        localTime: `2026-11-26T${time}`,
        zone: 'Europe/London',
        locationId: owner.given.location.id,
      })),
      next: null,
    });
  });

  test('[4.3] are those of a month from today on where no dates are asked for', async () => {
    const owner = await givenOwner({ hours: [{ weekday: 4, start: '09:00', end: '09:30' }] });
    const { body } = await ask(owner);
    expect(body.items.map(({ localTime }) => localTime)).toEqual([
      '2026-11-19T09:00',
      '2026-12-03T09:00',
      '2026-12-10T09:00',
    ]);
  });

  test.each<[Record<string, string>, string]>([
    [{ from: '2026-12-02', to: '2026-12-01' }, '?to'],
    [{ from: '2026-12-01', to: '2027-02-02' }, '?to'],
    [{ from: '2026-13-01' }, '?from'],
    [{ from: '2026-02-30' }, '?from'],
    [{ from: 'today' }, '?from'],
    [{ from: '9999-12-31' }, '?from'],
    [{ to: '9999-12-31' }, '?to'],
  ])('[4.3] are refused for dates that make no sense: %j', async (query, pointer) => {
    expect(await ask(await givenOwner(), query)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });

  test.each(['0000-01-01', '1970-01-01', '2999-12-01'])(
    '[4.3] are none in the days after %s',
    async (from) => {
      expect(await ask(await givenOwner(), { from })).toMatchObject({ status: 200, body: { items: [] } });
    },
  );

  test('[3.1] are refused as the move would be', async () => {
    const owner = await givenOwner({
      settings: { change: { window: 'never', mode: 'refuse' } },
    });
    expect(await ask(owner)).toMatchObject({ status: 409, body: { type: '/problems/phone-required' } });
  });
});

describe('who is signed in', () => {
  test('[1.3] is told what the two switches let them do', async () => {
    const { given, client, token } = await givenOwner({
      settings: { clientPortal: true, onlineBooking: false },
    });
    const off = await inProcess(readMe, { token });
    expect(off.body).toMatchObject({
      clientId: client.id,
      givenName: client.givenName,
      appointmentId: null,
      may: { view: true, change: true, cancel: true, book: false },
      portal: { offMessage: expect.stringContaining('Online booking is switched off') },
    });
    await settingsChanged(given, { onlineBooking: true });
    const on = await inProcess(readMe, { token });
    expect(on.body).toMatchObject({ may: { book: true }, portal: { offMessage: null } });
  });

  test('[2.7] knows of the one appointment that a link opened', async () => {
    const { given, client } = await givenOwner();
    const appointment = await givenAppointment(given, client);
    const token = await clientToken(given, client, appointment);
    expect((await inProcess(readMe, { token })).body.appointmentId).toBe(appointment.id);
  });
});

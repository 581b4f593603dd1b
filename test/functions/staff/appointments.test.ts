import { beforeEach, describe, expect, it } from 'vitest';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { callOffAppointment } from '../../../functions/staff/call-off-appointment/contract.ts';
import { createAppointment } from '../../../functions/staff/create-appointment/contract.ts';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { handOverAppointment } from '../../../functions/staff/hand-over-appointment/contract.ts';
import { markAttendance } from '../../../functions/staff/mark-attendance/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { readAppointmentRecord } from '../../../functions/staff/read-appointment-record/contract.ts';
import { restoreAppointment } from '../../../functions/staff/restore-appointment/contract.ts';
import type { Route } from '../../../shared/contract.ts';
import { getAppointment, putAppointment } from '../../../shared/data/appointment.ts';
import { keys } from '../../../shared/data/keys.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { getItem, transact } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Staff } from '../../../shared/domain/catalogue.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { busyTimesOf } from '../../../shared/domain/day-sheet.ts';
import { eventsOf } from '../../support/changed.ts';
import { standingClock } from '../../support/clock.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenRemoved,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask, type Question } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const tuesday = '2026-11-24T09:00:00.000Z';
const thursday = '2026-11-26T14:00:00.000Z';
const someId = '01ZZZZZZZZZZZZZZZZZZZZZZZZ';

let given: GivenPractice;
let client: Client;
let appointment: Appointment;
let other: Staff;
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  client = await givenClient(given);
  appointment = await givenAppointment(given, client, { startsAt: tuesday, paid: true });
  other = await givenStaff(given, { roles: ['clinician'] });
  token = await staffToken(given, given.manager);
});

const draft = (over: object = {}) => ({
  clientId: client.id,
  staffId: given.clinician.id,
  serviceId: given.service.id,
  locationId: given.location.id,
  startsAt: thursday,
  ...over,
});
const create = (over: object = {}, question: Question = {}) =>
  ask(createAppointment, {
    params: { practiceId: given.practiceId },
    token,
    body: draft(over),
    ...question,
  });

/** Asks one of the decisions about the appointment. */
const decide = <R extends Route>(route: R, body?: object, question: Question = {}) =>
  ask(route, {
    params: { practiceId: given.practiceId, appointmentId: appointment.id },
    token,
    ...(body && { body }),
    ...question,
  });
const stored = () => getAppointment(given, appointment.id);
const taken = async (staff: Staff = given.clinician) =>
  busyTimesOf(await listSheets(given, staff.id, { first: '2026-11-01', last: '2027-01-01' })).map(
    ({ start }) => new Date(start * 60_000).toISOString(),
  );
const problem = (answer: { status: number; body: object }) => answer.body as Record<string, unknown>;

describe('a new appointment', () => {
  it('[3.4] is made whatever notice, grid and hours say, and is in the list of its client at once', async () => {
    const soon = '2026-11-16T10:07:00.000Z';
    const made = await create({ startsAt: soon, durationMinutes: 50 });
    expect(made).toMatchObject({
      status: 201,
      body: {
        clientId: client.id,
        startsAt: soon,
        endsAt: '2026-11-16T10:57:00.000Z',
        localTime: '2026-11-16T10:07',
        zone: 'Europe/London',
        statusKind: 'booked',
        deletedAt: null,
        version: 1,
      },
    });
    expect(await taken()).toEqual([soon, tuesday]);
    const list = await ask(listAppointments, { token: await clientToken(given, client) });
    expect(list.body.items.map(({ id }) => id)).toEqual([made.body.id, appointment.id]);
    const [event] = (await eventsOf(given, 'appointment.created.v1')).filter(
      ({ actor }) => actor === `staff:${given.manager.id}`,
    );
    expect(event).toMatchObject({ sequence: 1, cause: 'staff', data: { startsAt: soon } });
    expect(event?.test).toBeUndefined();
  });

  it('[3.4] lasts as long as its service, begins with a booked status, and is at no place where none is named', async () => {
    const made = await create({ locationId: null });
    expect(made.body).toMatchObject({ endsAt: '2026-11-26T14:30:00.000Z', statusKind: 'booked' });
    const attended = await create({
      startsAt: '2026-11-10T09:00:00.000Z',
      statusId: given.statuses.attended.id,
    });
    expect(attended).toMatchObject({ status: 201, body: { statusKind: 'attended' } });
  });

  it('[2.12] of a test client takes real time, and its event says test', async () => {
    const tester = await givenClient(given, { test: true, email: null });
    const made = await create({ clientId: tester.id });
    expect(made.status).toBe(201);
    expect(await taken()).toContain(thursday);
    const event = (await eventsOf(given, 'appointment.created.v1')).find(
      ({ aggregate }) => (aggregate as { id: string }).id === made.body.id,
    );
    expect(event).toMatchObject({ test: true });
  });

  it('[3.4] is never a second one at a time: taken, with the free times near it', async () => {
    for (const startsAt of [tuesday, '2026-11-24T09:29:00.000Z', '2026-11-24T08:31:00.000Z']) {
      const refused = await create({ startsAt, ignoreBuffers: true });
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/taken' } });
      expect(problem(refused).nearest).toHaveLength(3);
      expect(problem(refused).nearest).toEqual(
        expect.arrayContaining(['2026-11-24T08:30:00.000Z', '2026-11-24T09:30:00.000Z']),
      );
    }
    // Touching is not overlapping; another clinician is another diary.
    expect((await create({ startsAt: '2026-11-24T09:30:00.000Z' })).status).toBe(201);
    expect((await create({ startsAt: tuesday, staffId: other.id })).status).toBe(201);
  });

  it('[3.4] in the past is never a second one either', async () => {
    const startsAt = '2026-11-02T09:00:00.000Z';
    expect((await create({ startsAt })).status).toBe(201);
    expect(problem(await create({ startsAt }))).toMatchObject({ type: '/problems/taken', nearest: [] });
  });

  it('[4.2] keeps the gaps of the practice, unless staff set them aside', async () => {
    given = await givenPractice({ preferences: { bufferAfterMinutes: 15 } });
    client = await givenClient(given);
    token = await staffToken(given, given.admin);
    expect((await create()).status).toBe(201);
    const next = { startsAt: '2026-11-26T14:35:00.000Z' };
    expect(problem(await create(next)).type).toBe('/problems/taken');
    expect((await create({ ...next, ignoreBuffers: true })).status).toBe(201);
  });

  it.each([
    ['/clientId', () => ({ clientId: `clnt_${someId}` })],
    ['/staffId', () => ({ staffId: `staff_${someId}` })],
    ['/serviceId', () => ({ serviceId: `svc_${someId}` })],
    ['/locationId', () => ({ locationId: `loc_${someId}` })],
    ['/statusId', () => ({ statusId: `status_${someId}` })],
    ['/statusId', () => ({ statusId: given.statuses.cancelled.id })],
    ['/durationMinutes', () => ({ serviceId: null })],
    ['/startsAt', () => ({ startsAt: '2026-11-26T14:00:01.000Z' })],
    ['/startsAt', () => ({ startsAt: '0001-01-01T00:00:00.000Z' })],
    ['/durationMinutes', () => ({ durationMinutes: 721 })],
  ])('[3.4] is refused at %s where that is wrong', async (pointer, over) => {
    const refused = await create(over());
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map((error) => error.pointer)).toEqual([pointer]);
    expect(await taken()).toEqual([tuesday]);
  });

  it('[1.2] cannot name what another practice has', async () => {
    const elsewhere = await givenPractice();
    const theirs = await givenClient(elsewhere);
    const refused = await create({
      clientId: theirs.id,
      staffId: elsewhere.clinician.id,
      serviceId: elsewhere.service.id,
      locationId: elsewhere.location.id,
    });
    expect(refused.body.errors?.map((error) => error.pointer)).toEqual([
      '/clientId',
      '/staffId',
      '/serviceId',
      '/locationId',
    ]);
  });

  it('[4.1] cannot be with a clinician who has left', async () => {
    await givenRemoved(given, other.id);
    expect((await create({ staffId: other.id })).body.errors?.[0]?.pointer).toBe('/staffId');
  });

  it('[8.3] is not made for somebody who has died, unless it is over', async () => {
    const late = await givenClient(given, { deceased: true, email: null });
    expect((await create({ clientId: late.id })).body.errors?.[0]).toMatchObject({ pointer: '/clientId' });
    expect((await create({ clientId: late.id, startsAt: '2026-11-09T09:00:00.000Z' })).status).toBe(201);
  });

  it('[3.4] is made by clinicians for themselves alone', async () => {
    token = await staffToken(given, other);
    expect(await create()).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect((await create({ staffId: other.id })).status).toBe(201);
  });

  it('[3.6] is made once however often it is asked with one key', async () => {
    const headers = { 'idempotency-key': 'desk-1' };
    const first = await create({}, { headers });
    const again = await create({}, { headers });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await create({ startsAt: tuesday }, { headers })).status).toBe(422);
    expect(await taken()).toEqual([tuesday, thursday]);
  });
});

describe('a change by staff', () => {
  it('[3.4] goes to any free time, frees the old one, and clears what is kept about lateness', async () => {
    const kept = { ...appointment, lateReference: tuesday, lateChange: true, version: 2 };
    await transact([putAppointment(given, kept, { version: 1 })]);
    const startsAt = '2026-11-16T10:03:00.000Z';
    const moved = await decide(moveAppointment, { startsAt });
    expect(moved).toMatchObject({ status: 200, body: { startsAt, version: 3 } });
    expect(moved.headers.etag).toBe('"3"');
    expect(await stored()).toMatchObject({ lateReference: null, lateChange: false, paid: true, startsAt });
    expect(await taken()).toEqual([startsAt]);
    expect(await eventsOf(given, 'appointment.changed.v1')).toMatchObject([
      {
        sequence: 3,
        cause: 'staff',
        data: { startsAt, previousStartsAt: tuesday, late: false },
        audit: { before: { '/startsAt': tuesday }, after: { '/startsAt': startsAt } },
      },
    ]);
  });

  it('[3.4] gives another length, service or place at the same time', async () => {
    const changed = await decide(moveAppointment, {
      startsAt: tuesday,
      durationMinutes: 60,
      serviceId: null,
      locationId: null,
    });
    expect(changed.body).toMatchObject({
      endsAt: '2026-11-24T10:00:00.000Z',
      serviceId: null,
      locationId: null,
    });
    const back = await decide(moveAppointment, { startsAt: tuesday, serviceId: given.service.id });
    expect(back.body).toMatchObject({ endsAt: '2026-11-24T10:00:00.000Z', serviceId: given.service.id });
    expect(problem(await decide(moveAppointment, { startsAt: tuesday })).type).toBe('/problems/unchanged');
    expect(await eventsOf(given, 'appointment.changed.v1')).toHaveLength(2);
  });

  it('[3.4] never goes where somebody else is', async () => {
    await create();
    const refused = await decide(moveAppointment, { startsAt: '2026-11-26T13:45:00.000Z' });
    expect(problem(refused)).toMatchObject({ type: '/problems/taken' });
    expect(problem(refused).nearest).toHaveLength(3);
    expect(await taken()).toEqual([tuesday, thursday]);
    // Its own time is not in its way.
    expect((await decide(moveAppointment, { startsAt: '2026-11-24T09:10:00.000Z' })).status).toBe(200);
  });

  it('[3.4] names the service or place that the practice does not have', async () => {
    const refused = await decide(moveAppointment, {
      startsAt: tuesday,
      serviceId: `svc_${someId}`,
      locationId: `loc_${someId}`,
    });
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(['/serviceId', '/locationId']);
  });

  it('[1.13] heeds the version that staff read, where they send it', async () => {
    const stale = await decide(moveAppointment, { startsAt: thursday }, { version: 7 });
    expect(stale).toMatchObject({ status: 412, body: { current: 1 } });
    expect((await decide(moveAppointment, { startsAt: thursday }, { version: 1 })).status).toBe(200);
  });
});

describe('handing over', () => {
  it("[3.4] frees one clinician's time and takes the other's, at one stroke", async () => {
    const over = await decide(handOverAppointment, { staffId: other.id });
    expect(over).toMatchObject({ status: 200, body: { staffId: other.id, startsAt: tuesday, version: 2 } });
    expect([await taken(), await taken(other)]).toEqual([[], [tuesday]]);
    expect(await eventsOf(given, 'appointment.staff-changed.v1')).toMatchObject([
      { sequence: 2, data: { staffId: other.id, previousStaffId: given.clinician.id } },
    ]);
    expect(problem(await decide(handOverAppointment, { staffId: other.id })).type).toBe(
      '/problems/unchanged',
    );
  });

  it('[3.4] is refused where the other is busy, unknown or gone', async () => {
    await create({ startsAt: tuesday, staffId: other.id });
    expect(problem(await decide(handOverAppointment, { staffId: other.id })).type).toBe('/problems/taken');
    await givenRemoved(given, given.admin.id);
    for (const staffId of [`staff_${someId}`, given.admin.id])
      expect((await decide(handOverAppointment, { staffId })).body.errors?.[0]?.pointer).toBe('/staffId');
    expect(await taken()).toEqual([tuesday]);
  });

  it('[3.4] is not for clinicians', async () => {
    const own = await staffToken(given, given.clinician);
    const asked = await decide(handOverAppointment, { staffId: other.id }, { token: own });
    expect(asked.status).toBe(403);
  });
});

describe('a cancellation by staff', () => {
  it('[3.4] needs no window, frees the time, keeps what was paid', async () => {
    const cancelled = await decide(callOffAppointment, {});
    expect(cancelled).toMatchObject({ status: 200, body: { statusKind: 'cancelled', version: 2 } });
    expect(await stored()).toMatchObject({ paid: true, heldStatusId: given.statuses.booked.id });
    expect(await taken()).toEqual([]);
    expect(await eventsOf(given, 'appointment.cancelled.v1')).toMatchObject([
      { cause: 'staff', data: { paid: true, late: false, policyVersion: null } },
    ]);
    expect(problem(await decide(callOffAppointment, {})).type).toBe('/problems/already-cancelled');
    expect(problem(await decide(moveAppointment, { startsAt: thursday })).type).toBe(
      '/problems/already-cancelled',
    );
  });

  it('[1.7] gets a status of those that free the time, also afterwards', async () => {
    const { booked, attended, 'late-cancelled': late, cancelled } = given.statuses;
    for (const { id } of [booked, attended])
      expect((await decide(callOffAppointment, { statusId: id })).body.errors?.[0]).toMatchObject({
        pointer: '/statusId',
        code: 'status-keeps-time',
      });
    expect((await decide(callOffAppointment, { statusId: late.id })).status).toBe(200);
    expect(await eventsOf(given, 'appointment.cancelled.v1')).toMatchObject([{ data: { late: true } }]);
    expect((await decide(callOffAppointment, { statusId: cancelled.id })).body.version).toBe(3);
    expect(await eventsOf(given, 'appointment.status-changed.v1')).toMatchObject([
      { sequence: 3, data: { previousStatusKind: 'late-cancelled', statusKind: 'cancelled' } },
    ]);
    expect((await stored())?.heldStatusId).toBe(booked.id);
  });
});

describe('a deletion', () => {
  it('[3.4] frees the time and leaves lists and diary; only staff still see the record', async () => {
    const gone = await decide(deleteAppointment);
    expect(gone).toMatchObject({
      status: 200,
      body: { statusKind: 'booked', deletedAt: '2026-11-16T10:00:00.000Z', version: 2 },
    });
    expect(await taken()).toEqual([]);
    const item = await getItem(keys.appointment(given.practiceId, appointment.id));
    expect(Object.keys(item ?? {}).filter((name) => name.startsWith('gsi'))).toEqual([]);
    const theirs = await clientToken(given, client);
    const params = { appointmentId: appointment.id };
    expect((await ask(listAppointments, { token: theirs })).body.items).toEqual([]);
    expect((await ask(readAppointment, { params, token: theirs })).status).toBe(404);
    expect((await decide(readAppointmentRecord)).body).toMatchObject({
      deletedAt: '2026-11-16T10:00:00.000Z',
      status: { kind: 'booked' },
    });
    expect(await eventsOf(given, 'appointment.deleted.v1')).toMatchObject([{ sequence: 2 }]);
  });

  it.each([
    ['change', () => decide(moveAppointment, { startsAt: thursday })],
    ['staff-change', () => decide(handOverAppointment, { staffId: other.id })],
    ['cancellation', () => decide(callOffAppointment, {})],
    ['deletion', () => decide(deleteAppointment)],
    ['attendance', () => decide(markAttendance, { statusId: given.statuses.attended.id })],
  ])('[3.4] leaves nothing to do but to restore it: %s', async (_, again) => {
    await decide(deleteAppointment);
    expect(problem(await again()).type).toBe('/problems/not-changeable');
    expect((await stored())?.version).toBe(2);
  });
});

describe('a restoration', () => {
  it.each([
    ['cancelled', async () => void (await decide(callOffAppointment, {})), 3],
    ['deleted', async () => void (await decide(deleteAppointment)), 3],
    [
      'cancelled and deleted',
      async () => {
        await decide(callOffAppointment, {});
        await decide(deleteAppointment);
      },
      4,
    ],
  ])('[1.7] of one that was %s claims the time again', async (_, gone, version) => {
    await gone();
    expect(await taken()).toEqual([]);
    const back = await decide(restoreAppointment, {});
    expect(back).toMatchObject({ status: 200, body: { statusKind: 'booked', deletedAt: null, version } });
    expect(await taken()).toEqual([tuesday]);
    const { heldStatusId, deletedAt, ...rest } = (await stored()) ?? {};
    expect([heldStatusId, deletedAt]).toEqual([undefined, undefined]);
    expect(rest).toEqual({ ...appointment, version });
    const list = await ask(listAppointments, { token: await clientToken(given, client) });
    expect(list.body.items.map(({ id }) => id)).toEqual([appointment.id]);
    expect(await eventsOf(given, 'appointment.restored.v1')).toMatchObject([{ sequence: version }]);
    expect(problem(await decide(restoreAppointment, {})).type).toBe('/problems/not-changeable');
  });

  it('[1.7] gives back the status before', async () => {
    await decide(markAttendance, { statusId: given.statuses.attended.id });
    await decide(callOffAppointment, {});
    expect((await decide(restoreAppointment, {})).body).toMatchObject({ statusKind: 'attended' });
  });

  it('[1.7] is a conflict once somebody has the time', async () => {
    await decide(callOffAppointment, {});
    await create({ startsAt: tuesday });
    const refused = await decide(restoreAppointment, { ignoreBuffers: true });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/taken' } });
    expect(await stored()).toMatchObject({ statusKind: 'cancelled', version: 2 });
  });
});

describe('attendance', () => {
  it('[1.7] is a status that keeps the time', async () => {
    const { attended, cancelled } = given.statuses;
    expect((await decide(markAttendance, { statusId: attended.id })).body).toMatchObject({
      statusKind: 'attended',
      version: 2,
    });
    expect(await taken()).toEqual([tuesday]);
    expect(await eventsOf(given, 'appointment.status-changed.v1')).toMatchObject([
      { data: { previousStatusId: given.statuses.booked.id, previousStatusKind: 'booked' } },
    ]);
    expect(problem(await decide(markAttendance, { statusId: attended.id })).type).toBe('/problems/unchanged');
    const freeing = await decide(markAttendance, { statusId: cancelled.id });
    expect(freeing.body.errors?.[0]).toMatchObject({
      pointer: '/statusId',
      code: 'status-frees-time',
      message: expect.stringContaining('/cancellation'),
    });
  });
});

describe("another clinician's appointment", () => {
  it.each<[string, Route, () => object | undefined]>([
    ['change', moveAppointment, () => ({ startsAt: thursday })],
    ['cancellation', callOffAppointment, () => ({})],
    ['deletion', deleteAppointment, () => undefined],
    ['restoration', restoreAppointment, () => ({})],
    ['attendance', markAttendance, () => ({ statusId: given.statuses.attended.id })],
  ])('[3.4] is not a clinician’s to handle: %s', async (_, route, body) => {
    const theirs = await staffToken(given, other);
    const asked = await decide(route, body(), { token: theirs });
    expect(asked).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect((await stored())?.version).toBe(1);
  });
});

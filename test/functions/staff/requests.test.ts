import { beforeEach, describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { listRequests } from '../../../functions/client/list-requests/contract.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listPracticeRequests } from '../../../functions/staff/list-practice-requests/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { readRequest } from '../../../functions/staff/read-request/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { practiceChanged } from '../../support/changed.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  givenStaff,
  hoursFromNow,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
let manager: string;
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  client = await givenClient(given, { givenName: 'Rosa', familyName: 'Quill' });
  request = await givenRequest(given, client);
  manager = await staffToken(given, given.manager);
});

const of = (id = request.id) => ({ practiceId: given.practiceId, requestId: id });
const approve = (token = manager, more = {}) =>
  ask(approveRequest, { token, params: of(), headers: {}, ...more });
const decline = (body: object = {}, token = manager, headers = {}) =>
  ask(declineRequest, { token, params: of(), body, headers });
const undo = (token = manager) => ask(undoDecision, { token, params: of() });
const typesOf = async () => (await eventsOf(given)).map(({ type }) => type);
/** What the day sheets hold of the request's day. */
const taken = async () =>
  (await getSheets(given, request.staffId, [holdOf(request)])).flatMap((sheet) => sheet.taken);

describe('what waits for a decision', () => {
  test('[5.2] is listed for staff with who asks, the most urgent first, and who looked is recorded', async () => {
    const { status, body } = await ask(listPracticeRequests, {
      token: manager,
      params: { practiceId: given.practiceId },
    });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { id: request.id, state: 'pending', person: { clientId: client.id, name: 'Rosa Quill', isNew: false } },
    ]);
    const one = await ask(readRequest, { token: manager, params: of() });
    expect(one.headers.etag).toBe('"1"');
    expect(one.body.person.name).toBe('Rosa Quill');
    const params = { practiceId: given.practiceId };
    const audit = await ask(listAudit, { token: manager, params });
    expect(audit.body.items.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['requests.read', 'request.read']),
    );
  });
});

describe('an approval', () => {
  test('[5.3] makes the appointment of it, in the client’s list at once, and the hold its time', async () => {
    const { status, body } = await approve();
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'approved', decidedBy: { id: given.manager.id }, answerBy: null });
    const token = await clientToken(given, client);
    const mine = await ask(listAppointments, { token });
    expect(mine.body.items).toMatchObject([{ id: body.appointmentId, startsAt: request.startsAt }]);
    expect((await taken()).map((interval) => interval.length)).toEqual([2]);
    const events = await eventsOf(given);
    const created = events.find(({ type }) => type === 'appointment.created.v1');
    expect(created?.data).toMatchObject({ appointmentId: body.appointmentId, requestId: request.id });
    expect(await typesOf()).toEqual(expect.arrayContaining(['request.approved.v1', 'hold.released.v1']));
  });

  test('[5.5] of two at the same moment is made once; the other is told who decided', async () => {
    const admin = await staffToken(given, given.admin);
    const answers = await Promise.all([approve(manager), approve(admin), decline({}, admin)]);
    const [yes, ...no] = answers.toSorted((one, other) => one.status - other.status);
    expect(yes?.status).toBe(200);
    for (const refused of no) {
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/already-decided' } });
      expect(refused.body.detail).toContain('It was decided by Sam Staff.');
    }
    const decided = (await typesOf()).filter((type) => /^request\.(approved|declined)/.test(type));
    expect(decided).toHaveLength(1);
  });

  test('[3.6] sent twice with one key is made once', async () => {
    const headers = { 'idempotency-key': 'yes-1' };
    const first = await approve(manager, { headers });
    const again = await approve(manager, { headers });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect((await typesOf()).filter((type) => type === 'appointment.created.v1')).toHaveLength(1);
  });

  test('[5.3] is a clinician’s own to give, not another’s', async () => {
    const other = await givenStaff(given, { roles: ['clinician'] });
    expect((await approve(await staffToken(given, other))).status).toBe(403);
    expect((await approve(await staffToken(given, given.clinician))).status).toBe(200);
  });

  test('[5.4] comes too late from the deadline on', async () => {
    itIs(Date.parse(request.deadline) - 1);
    const early = await staffToken(given, given.manager);
    itIs(request.deadline);
    expect(await approve(early)).toMatchObject({
      status: 409,
      body: { type: '/problems/already-decided', current: { state: 'expired' } },
    });
  });

  test('[3.4] is refused for a client who has died, whose request can be declined', async () => {
    const gone = await givenClient(given, { deceased: true });
    request = await givenRequest(given, gone, { startsAt: hoursFromNow(125) });
    expect(await approve()).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/clientId', code: 'deceased' }] },
    });
    expect((await decline()).body.state).toBe('declined');
  });

  test('[1.1] after a change of zone keeps the instant that was offered, by the clocks of today', async () => {
    await practiceChanged(given, { zone: 'Europe/Paris' });
    const { body } = await approve();
    const token = await clientToken(given, client);
    const mine = await ask(listAppointments, { token });
    expect(mine.body.items).toMatchObject([
      { id: body.appointmentId, startsAt: request.startsAt, zone: 'Europe/Paris' },
    ]);
    const asked = await ask(listRequests, { token });
    expect(asked.body.items).toMatchObject([
      { zone: 'Europe/Paris', when: expect.stringContaining('Central European') },
    ]);
  });

  test('[5.5] of an older version than the one that was read is refused', async () => {
    expect((await approve(manager, { version: 7 })).status).toBe(412);
    expect((await approve(manager, { version: 1 })).status).toBe(200);
  });
});

describe('a decline', () => {
  test('[5.3] frees the time, and its note is the client’s to read', async () => {
    expect((await decline({ note: 'Please phone us.' })).body.state).toBe('declined');
    expect(await taken()).toEqual([]);
    const mine = await ask(listRequests, { token: await clientToken(given, client) });
    expect(mine.body.items).toMatchObject([{ state: 'declined', note: 'Please phone us.' }]);
    expect(JSON.stringify(await eventsOf(given))).not.toContain('Please phone us');
  });

  test('[3.6] keeps for its retry neither the note nor anything of the person', async () => {
    const headers = { 'idempotency-key': 'no-1' };
    const first = await decline({ note: 'Please phone us.' }, manager, headers);
    const again = await decline({ note: 'Please phone us.' }, manager, headers);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ id: request.id, clientId: client.id, state: 'declined', version: 2 });
    expect(JSON.stringify(first.body)).not.toMatch(/phone us|Quill/);
  });

  test('[5.3] takes a note of 2,000 characters at most', async () => {
    expect(await decline({ note: 'x'.repeat(2001) })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/note' }] },
    });
  });
});

describe('taking a decision back', () => {
  test('[5.3] of an approval takes the appointment away and holds its time again', async () => {
    const { body } = await approve();
    const undone = await undo();
    expect(undone).toMatchObject({ status: 200, body: { state: 'pending', appointmentId: null } });
    const mine = await ask(listAppointments, { token: await clientToken(given, client) });
    expect(mine.body.items).toEqual([]);
    expect((await taken()).map((interval) => interval.length)).toEqual([5]);
    const events = await eventsOf(given);
    expect(events.find(({ type }) => type === 'appointment.deleted.v1')?.data).toMatchObject({
      appointmentId: body.appointmentId,
      requestId: request.id,
    });
    expect((await approve()).status).toBe(200);
  });

  test('[5.3] of a decline is refused where somebody has the time by now', async () => {
    await decline();
    const other = await clientToken(given, await givenClient(given));
    const body = { serviceId: given.service.id, startsAt: request.startsAt };
    expect((await ask(createRequest, { token: other, body })).status).toBe(201);
    expect(await undo()).toMatchObject({ status: 409, body: { type: '/problems/taken' } });
  });

  test('[5.3] of a decline holds the time again where it is free', async () => {
    await decline({ note: 'No.' });
    expect((await undo()).body).toMatchObject({ state: 'pending', decidedBy: null });
    expect(await taken()).toHaveLength(1);
    const seen = await ask(readRequest, { token: manager, params: of() });
    expect(seen.body).toMatchObject({ state: 'pending', note: null });
  });

  test.each([
    [
      'moved by staff',
      async (appointmentId: string) =>
        ask(moveAppointment, {
          token: manager,
          params: { practiceId: given.practiceId, appointmentId },
          body: { startsAt: hoursFromNow(125) },
          version: 1,
        }),
    ],
    [
      'moved by the client',
      async (appointmentId: string) =>
        ask(changeAppointment, {
          token: await clientToken(given, client),
          params: { appointmentId },
          body: { startsAt: hoursFromNow(125) },
        }),
    ],
    [
      'cancelled by the client',
      async (appointmentId: string) =>
        ask(cancelAppointment, {
          token: await clientToken(given, client),
          params: { appointmentId },
          body: {},
        }),
    ],
    [
      'deleted',
      async (appointmentId: string) =>
        ask(deleteAppointment, {
          token: manager,
          params: { practiceId: given.practiceId, appointmentId },
          version: 1,
        }),
    ],
  ])('[5.3] of an approval is refused where its appointment was %s since', async (_, touch) => {
    const { body } = await approve();
    expect((await touch(body.appointmentId!)).status).toBeLessThan(300);
    const before = await taken();
    expect(await undo()).toMatchObject({ status: 409, body: { type: '/problems/not-undoable' } });
    expect(await taken()).toEqual(before);
  });

  test('[4.4] of a decline is refused where its client has three others waiting by now, in words for staff', async () => {
    await decline();
    for (const hours of [121, 122, 123]) await givenRequest(given, client, { startsAt: hoursFromNow(hours) });
    const refused = await undo();
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/requests-open' } });
    expect(refused.body.detail).toBe(
      'This client has 3 other requests waiting by now. Decide one of them first.',
    );
    expect(undoDecision.refusals).toContain('requests-open');
  });

  test('[8.1] holds are told in their order: one given back, and the next, have numbers of their own', async () => {
    const token = await clientToken(given, client);
    const params = { requestId: request.id };
    await ask(changeRequest, { token, params, body: { startsAt: hoursFromNow(125) } });
    await approve();
    await undo();
    const holds = (await eventsOf(given)).filter(({ metadata }) => metadata.aggregate.type === 'hold');
    const told = holds
      .toSorted((one, other) => one.metadata.sequence - other.metadata.sequence)
      .map(({ type, metadata }) => `${metadata.sequence} ${type}`);
    expect(told).toEqual([
      '2 hold.placed.v1',
      '3 hold.released.v1',
      '4 hold.placed.v1',
      '5 hold.released.v1',
      '8 hold.placed.v1',
    ]);
  });

  test('[5.3] is refused once the time has begun, and where nothing was decided', async () => {
    expect((await undo()).body.type).toBe('/problems/not-undoable');
    await approve();
    itIs(Date.parse(request.startsAt) - HOUR / 60);
    const token = await staffToken(given, given.manager);
    itIs(request.startsAt);
    expect((await undo(token)).body.type).toBe('/problems/not-undoable');
  });
});

test('[5.3] nothing of another practice’s request is there for anyone else', async () => {
  const elsewhere = await givenPractice();
  const token = await staffToken(elsewhere, elsewhere.admin);
  const params = { ...of(), practiceId: elsewhere.practiceId };
  for (const contract of [approveRequest, undoDecision, readRequest])
    expect((await ask(contract, { token, params })).status).toBe(404);
});

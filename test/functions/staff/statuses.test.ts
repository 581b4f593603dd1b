import { beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { createStatus } from '../../../functions/staff/create-status/contract.ts';
import { deleteStatus } from '../../../functions/staff/delete-status/contract.ts';
import { listStatuses } from '../../../functions/staff/list-statuses/contract.ts';
import { renameStatus } from '../../../functions/staff/rename-status/contract.ts';
import { replaceSettings } from '../../../functions/staff/replace-settings/contract.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { getStatus, putStatus } from '../../../shared/data/catalogue.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { StatusKind } from '../../../shared/domain/status-kind.ts';
import { type Call, intercepting } from '../../support/calls.ts';
import { settingsChanged } from '../../support/changed.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

const create = async (name: string, kind: StatusKind) =>
  (await ask(createStatus, { params, token, body: { name, kind } })).body.id;
const rename = (statusId: string, name: string, version = 1) =>
  ask(renameStatus, { params: { ...params, statusId }, token, version, body: { name } });
const remove = (statusId: string, version = 1) =>
  ask(deleteStatus, { params: { ...params, statusId }, token, version });
const save = (draft: Partial<Settings>, version = 1) =>
  ask(replaceSettings, { params, token, version, body: { ...given.practice.settings, ...draft } });
const listed = async () =>
  (await ask(listStatuses, { params, token, query: { limit: '100' } })).body.items.map(({ id }) => id);

/** A client's cancellation, which gives its status to an appointment. */
async function cancellation() {
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client);
  const by = await clientToken(given, client);
  const cancel = () =>
    ask(cancelAppointment, { params: { appointmentId: appointment.id }, token: by, body: {} });
  return { cancel, appointment };
}

describe('renaming a status', () => {
  it('[1.7] gives it another name over its version, and tells of it', async () => {
    const statusId = await create('Phoned', 'cancelled');
    const renamed = await rename(statusId, 'Phoned in');
    expect(renamed).toMatchObject({
      status: 200,
      body: { id: statusId, name: 'Phoned in', kind: 'cancelled', used: false, version: 2 },
    });
    expect(renamed.headers.etag).toBe('"2"');
    expect(await rename(statusId, 'Rang')).toMatchObject({ status: 412, body: { current: 2 } });
    expect(await eventsOf(given, 'status.changed.v1')).toMatchObject([
      { data: { statusId, changed: ['/name'] }, metadata: { sequence: 2 } },
    ]);
  });

  it('[1.7] takes no name of another status, and no other kind', async () => {
    const statusId = await create('Phoned', 'cancelled');
    const taken = await rename(statusId, given.statuses.attended.name.toUpperCase());
    expect(taken).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name', code: 'repeated' }] } });
    const again = await ask(createStatus, { params, token, body: { name: 'phoned', kind: 'no-show' } });
    expect(again).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name' }] } });
    const body = { name: 'Rang', kind: 'booked' };
    const kind = await ask(renameStatus, { params: { ...params, statusId }, token, version: 1, body });
    expect(kind).toMatchObject({ status: 400, body: { errors: [{ pointer: '/kind' }] } });
  });

  it('[1.7] keeps the mark of a first use that happens at the same moment', async () => {
    const statusId = await create('Phoned', 'cancelled');
    await settingsChanged(given, { cancelledStatusId: statusId });
    const { cancel } = await cancellation();
    const [renamed, cancelled] = await Promise.all([rename(statusId, 'Phoned in'), cancel()]);
    expect([renamed.status, cancelled.status]).toEqual([200, 200]);
    expect(await getStatus(given, statusId)).toMatchObject({ name: 'Phoned in', used: true, version: 2 });
  });
});

describe('deleting a status', () => {
  it('[1.7] takes one away that was never used, over its version, and tells of it', async () => {
    const statusId = await create('Phoned', 'cancelled');
    await rename(statusId, 'Phoned in');
    expect(await remove(statusId)).toMatchObject({ status: 412, body: { current: 2 } });
    expect((await remove(statusId, 2)).status).toBe(204);
    expect(await listed()).not.toContain(statusId);
    expect((await remove(statusId, 2)).status).toBe(404);
    expect(await eventsOf(given, 'status.deleted.v1')).toMatchObject([
      { data: { statusId, statusKind: 'cancelled' }, metadata: { sequence: 3 } },
    ]);
  });

  it('[1.7] is refused once an appointment had it, and says so', async () => {
    const statusId = await create('Phoned', 'cancelled');
    await settingsChanged(given, { cancelledStatusId: statusId });
    const { cancel } = await cancellation();
    await cancel();
    expect(await remove(statusId)).toMatchObject({
      status: 409,
      body: { type: '/problems/in-use', current: { usedBy: ['appointments', '/cancelledStatusId'] } },
    });
    await settingsChanged(given, { cancelledStatusId: given.statuses.cancelled.id });
    expect(await remove(statusId)).toMatchObject({
      status: 409,
      body: { current: { usedBy: ['appointments'] } },
    });
    expect(await eventsOf(given, 'status.deleted.v1')).toEqual([]);
  });

  it('[1.7] is refused while a notice names it', async () => {
    const statusId = await create('Left early', 'attended');
    const { notices } = given.practice.settings;
    const told = { email: true, text: false, statusIds: [statusId] };
    expect((await save({ notices: { ...notices, appointmentStatusChanged: told } })).status).toBe(200);
    expect(await remove(statusId)).toMatchObject({
      status: 409,
      body: { current: { usedBy: ['/notices/appointmentStatusChanged/statusIds/0'] } },
    });
  });

  it('[1.7] leaves one for booked appointments, of two that go at once too', async () => {
    const other = await create('Pencilled in', 'booked');
    // As if no appointment had had it yet.
    const booked = { ...given.statuses.booked, used: undefined, version: 2 };
    await transact([putStatus(given, booked, { version: 1 })]);
    const answers = await Promise.all([remove(booked.id, 2), remove(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ current: { usedBy: ['new-appointments'] } });
  });
});

describe('a first use and a deletion at once', () => {
  /** A status that settings name, and a client's cancellation that is decided by them. */
  async function named() {
    const statusId = await create('Phoned', 'cancelled');
    await settingsChanged(given, { cancelledStatusId: statusId });
    const unnamed = () => settingsChanged(given, { cancelledStatusId: given.statuses.cancelled.id });
    return { statusId, unnamed, ...(await cancellation()) };
  }

  const writes = (call: Call, what: 'Delete' | 'APPT') =>
    call.operation === 'TransactWriteItems' && JSON.stringify(call.input).includes(`"${what}`);

  it('[1.7] leave the status where the use comes first', async () => {
    const { statusId, unnamed, cancel, appointment } = await named();
    const deletes = signal();
    const isUsed = signal();
    let deletion: ReturnType<typeof remove> | undefined;
    const cancelled = await intercepting(async (call, pass) => {
      if (writes(call, 'Delete') && !isUsed.given()) {
        deletes.give();
        await isUsed.wait;
      }
      if (!writes(call, 'APPT') || deletion) return pass();
      await unnamed();
      deletion = remove(statusId);
      await deletes.wait;
      const passed = await pass();
      isUsed.give();
      await deletion;
      return passed;
    }, cancel);
    expect(cancelled.status).toBe(200);
    expect((await getAppointment(given, appointment.id))?.statusId).toBe(statusId);
    expect(await deletion).toMatchObject({
      status: 409,
      body: { type: '/problems/in-use', current: { usedBy: ['appointments'] } },
    });
    expect((await getStatus(given, statusId))?.used).toBe(true);
  });

  it('[1.7] give the appointment the status of the present settings where the deletion comes first', async () => {
    const { statusId, unnamed, cancel, appointment } = await named();
    let deletion: Awaited<ReturnType<typeof remove>> | undefined;
    const cancelled = await intercepting(async (call, pass) => {
      if (writes(call, 'APPT') && !deletion) {
        await unnamed();
        deletion = await remove(statusId);
      }
      return pass();
    }, cancel);
    expect(deletion?.status).toBe(204);
    expect(cancelled.status).toBe(200);
    expect((await getAppointment(given, appointment.id))?.statusId).toBe(given.statuses.cancelled.id);
    expect(await getStatus(given, statusId)).toBeUndefined();
  });
});

describe('settings that name a status while it is deleted', () => {
  it('[1.7] are refused with its pointer where the deletion comes first', async () => {
    const statusId = await create('Phoned', 'cancelled');
    let begun = false;
    let deletion: Awaited<ReturnType<typeof remove>> | undefined;
    const saved = await intercepting(
      async (call, pass) => {
        if (call.operation === 'TransactWriteItems' && !begun) {
          begun = true;
          deletion = await remove(statusId);
        }
        return pass();
      },
      () => save({ cancelledStatusId: statusId }),
    );
    expect(deletion?.status).toBe(204);
    expect(saved).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/cancelledStatusId', code: 'status-unknown' }] },
    });
  });

  it('[1.7] keep it where they come first', async () => {
    const statusId = await create('Phoned', 'cancelled');
    let begun = false;
    let saved: Awaited<ReturnType<typeof save>> | undefined;
    const deletion = await intercepting(
      async (call, pass) => {
        if (call.operation === 'TransactWriteItems' && !begun) {
          begun = true;
          saved = await save({ cancelledStatusId: statusId });
        }
        return pass();
      },
      () => remove(statusId),
    );
    expect(saved?.status).toBe(200);
    expect(deletion).toMatchObject({ status: 409, body: { current: { usedBy: ['/cancelledStatusId'] } } });
  });
});

/** Something that one waits for and another gives. */
function signal() {
  let give = () => {};
  let isGiven = false;
  const wait = new Promise<void>((done) => {
    give = () => {
      isGiven = true;
      done();
    };
  });
  return { wait, give: () => give(), given: () => isGiven };
}

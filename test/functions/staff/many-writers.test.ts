import { describe, expect, test } from 'vitest';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { callOffAppointment } from '../../../functions/staff/call-off-appointment/contract.ts';
import { createAppointment } from '../../../functions/staff/create-appointment/contract.ts';
import { handOverAppointment } from '../../../functions/staff/hand-over-appointment/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { restoreAppointment } from '../../../functions/staff/restore-appointment/contract.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { listDiary } from '../../../shared/data/diary.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { table } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { busyTimesOf } from '../../../shared/domain/day-sheet.ts';
import { freesTheTime } from '../../../shared/domain/status-kind.ts';
import { intercepting } from '../../support/calls.ts';
import { rowsOf } from '../../support/changed.ts';
import { standingClock } from '../../support/clock.ts';
import { allReadFirst, withoutSheetCondition } from '../../support/crowd.ts';
import { failing, lost } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { type Answer, inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const wanted = '2026-12-01T10:00:00.000Z';
const minutesLater = (minutes: number, from = wanted) =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();

type Write = () => Promise<Answer<{ id?: string; version?: number; type?: string }>>;

/** Staff and clients who all want one clinician about one time, each by another way. */
async function givenCrowd(given: GivenPractice, ofEach: number) {
  const other = await givenStaff(given, { roles: ['clinician'] });
  const desk = await staffToken(given, given.manager);
  const own = await staffToken(given, given.clinician);
  const writes: Write[] = [];
  const params = (appointment: Appointment) => ({
    practiceId: given.practiceId,
    appointmentId: appointment.id,
  });
  for (let n = 0; n < ofEach; n += 1) {
    const client = await givenClient(given, { email: null });
    // All overlap, some by a few minutes only.
    const near = minutesLater((n % 3) * 10 - 10);
    const at = (hours: number) => minutesLater(hours * 60 + n * 40, '2026-11-24T00:00:00.000Z');
    const staffsMove = await givenAppointment(given, client, { startsAt: at(0) });
    const clientsMove = await givenAppointment(given, client, { startsAt: at(24) });
    const cancelled = await givenAppointment(given, client, { startsAt: near, status: 'cancelled' });
    const others = await givenAppointment(given, client, {
      startsAt: minutesLater(n * 40, wanted),
      clinician: other,
    });
    const clients = await clientToken(given, client);
    writes.push(
      () =>
        inProcess(createAppointment, {
          params: { practiceId: given.practiceId },
          token: n % 2 ? desk : own,
          body: {
            clientId: client.id,
            staffId: given.clinician.id,
            serviceId: given.service.id,
            locationId: null,
            startsAt: near,
            ignoreBuffers: true,
          },
        }),
      () => inProcess(moveAppointment, { params: params(staffsMove), token: desk, body: { startsAt: near } }),
      () => inProcess(restoreAppointment, { params: params(cancelled), token: own, body: {} }),
      () =>
        inProcess(handOverAppointment, {
          params: params(others),
          token: desk,
          body: { staffId: given.clinician.id },
        }),
      () =>
        inProcess(changeAppointment, {
          params: { appointmentId: clientsMove.id },
          token: clients,
          body: { startsAt: wanted },
        }),
    );
  }
  return { writes, staffIds: [given.clinician.id, other.id] };
}

/** All appointments of some clinicians that are in their diaries. */
const diaries = async (given: GivenPractice, staffIds: readonly string[]): Promise<Appointment[]> => {
  const range = { from: '2026-11-01', to: '2027-03-01' };
  return (await listDiary(given, staffIds, range, { limit: 1000 })).items;
};

const standingOf = (all: readonly Appointment[], staffId: string) =>
  all.filter((it) => it.staffId === staffId && !freesTheTime(it.statusKind));

/** How many pairs of appointments of one clinician that stand overlap. */
const overlaps = (all: readonly Appointment[], staffIds: readonly string[]): number =>
  staffIds
    .map((staffId) => standingOf(all, staffId))
    .flatMap((standing) =>
      standing.flatMap((one, at) =>
        standing.slice(at + 1).filter((other) => one.startsAt < other.endsAt && other.startsAt < one.endsAt),
      ),
    ).length;

/** What a clinician's sheets hold, as starts. */
const takenStarts = async (given: GivenPractice, staffId: string): Promise<string[]> =>
  busyTimesOf(await listSheets(given, staffId, { first: '2026-11-01', last: '2027-03-01' })).map(
    ({ start }) => new Date(start * 60_000).toISOString(),
  );

describe('staff and clients who want one time at once, in every way that there is', () => {
  test('[3.5] get it once: no overlap, and every state has the one event of the decision that made it', async () => {
    const given = await givenPractice();
    const { writes, staffIds } = await givenCrowd(given, 6);
    const before = new Map((await diaries(given, staffIds)).map((it) => [it.id, it]));
    const answers = await allReadFirst(writes);

    const won = answers.filter(({ status }) => status < 300);
    expect(won.length).toBeGreaterThan(0);
    const refused = answers.filter(({ status }) => status >= 300).map(({ body }) => body.type);
    // On a slow machine a call may run out of time: that is told as busy, and nobody is told that they won.
    expect([...new Set(refused)].filter((type) => type !== '/problems/busy')).toEqual(['/problems/taken']);

    const after = await diaries(given, staffIds);
    expect(overlaps(after, staffIds)).toBe(0);
    for (const staffId of staffIds)
      expect(await takenStarts(given, staffId)).toEqual(
        standingOf(after, staffId).map(({ startsAt }) => startsAt),
      );
    const changed = after.filter(({ id, version }) => version !== (before.get(id)?.version ?? 0));
    expect(changed.map(({ id, version }) => `${id} ${version}`).sort()).toEqual(
      won.map(({ body }) => `${body.id} ${body.version}`).sort(),
    );
    const events = (await rowsOf(given)).filter(({ cause, type }) => type && cause !== 'system');
    expect(
      events.map(({ aggregate, sequence }) => `${(aggregate as { id: string }).id} ${sequence}`).sort(),
    ).toEqual(changed.map(({ id, version }) => `${id} ${version}`).sort());
  });

  test('[3.5] get it more than once where the condition on the sheet is taken out', async () => {
    const given = await givenPractice();
    const { writes, staffIds } = await givenCrowd(given, 6);
    const answers = await allReadFirst(writes, withoutSheetCondition);
    expect(answers.filter(({ status }) => status < 300).length).toBeGreaterThan(1);
    expect(overlaps(await diaries(given, staffIds), staffIds)).toBeGreaterThan(0);
  });
});

test('[3.5] two who hand appointments to each other at once both do, or one is told why not', async () => {
  const given = await givenPractice();
  const other = await givenStaff(given, { roles: ['clinician'] });
  const client = await givenClient(given);
  const one = await givenAppointment(given, client, { startsAt: wanted });
  const two = await givenAppointment(given, client, { startsAt: wanted, clinician: other });
  const token = await staffToken(given, given.admin);
  const give = (it: Appointment, staffId: string) => () =>
    inProcess(handOverAppointment, {
      params: { practiceId: given.practiceId, appointmentId: it.id },
      token,
      body: { staffId },
    });
  const answers = await allReadFirst([give(one, other.id), give(two, given.clinician.id)]);
  expect(answers.map(({ body }) => body.type)).toEqual(['/problems/taken', '/problems/taken']);
  const staffIds = [given.clinician.id, other.id];
  expect((await diaries(given, staffIds)).map(({ version }) => version)).toEqual([1, 1]);
});

describe('a write that goes wrong on its way', () => {
  test.each(['before', 'after'] as const)(
    '[3.6] gets one answer, once, with its Idempotency-Key: the connection fails %s it takes effect',
    async (when) => {
      const given = await givenPractice();
      const client = await givenClient(given);
      const token = await staffToken(given, given.manager);
      const create = () =>
        inProcess(createAppointment, {
          params: { practiceId: given.practiceId },
          token,
          headers: { 'idempotency-key': `desk-${when}` },
          body: {
            clientId: client.id,
            staffId: given.clinician.id,
            serviceId: given.service.id,
            locationId: given.location.id,
            startsAt: wanted,
          },
        });
      // Every try of the one transaction fails; what is read goes through.
      let fired = 0;
      const first = await intercepting(async ({ operation }, pass) => {
        if (operation !== 'TransactWriteItems' || fired > 0) return pass();
        fired += 1;
        if (when === 'after') await pass();
        throw lost();
      }, create);
      expect(fired).toBe(1);
      const again = await create();
      expect(again.status).toBe(201);
      expect(first.status).toBe(when === 'after' ? 201 : 503);
      if (when === 'after') expect(again.body).toEqual(first.body);
      expect(await takenStarts(given, given.clinician.id)).toEqual([wanted]);
      const rows = (await rowsOf(given)).filter(({ cause }) => cause === 'staff');
      expect(rows.map(({ type }) => type)).toEqual(['appointment.created.v1']);
    },
  );

  test.each(['before', 'after'] as const)(
    '[3.6] needs nobody to ask again where two tries of the SDK fail %s they take effect',
    async (when) => {
      const given = await givenPractice();
      const client = await givenClient(given);
      const appointment = await givenAppointment(given, client);
      const token = await staffToken(given, given.manager);
      const move = () =>
        inProcess(moveAppointment, {
          params: { practiceId: given.practiceId, appointmentId: appointment.id },
          token,
          headers: { 'idempotency-key': 'desk' },
          body: { startsAt: wanted },
        });
      const answer = await failing(
        table,
        when,
        async (fault) => {
          const moved = await move();
          expect(fault.fired).toBe(2);
          return moved;
        },
        { times: 2, operation: 'TransactWriteItems' },
      );
      expect(answer).toMatchObject({ status: 200, body: { startsAt: wanted, version: 2 } });
      expect(await getAppointment(given, appointment.id)).toMatchObject({ startsAt: wanted, version: 2 });
      expect((await move()).headers['idempotency-replayed']).toBe('true');
      const rows = (await rowsOf(given)).filter(({ cause }) => cause === 'staff');
      expect(rows.map(({ type }) => type)).toEqual(['appointment.changed.v1']);
    },
  );
});

test('[3.5] a lost race is decided again from what is there then: who was cancelled meanwhile is not moved', async () => {
  const given = await givenPractice();
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client);
  const token = await staffToken(given, given.manager);
  const other = await staffToken(given, given.clinician);
  const params = { practiceId: given.practiceId, appointmentId: appointment.id };
  let met = 0;
  const answer = await intercepting(
    async ({ operation, input }, pass) => {
      if (operation !== 'TransactWriteItems' || met > 0) return pass(input);
      met += 1;
      const cancelled = await inProcess(callOffAppointment, { params, token: other, body: {} });
      expect(cancelled.status).toBe(200);
      return pass(input);
    },
    () => inProcess(moveAppointment, { params, token, body: { startsAt: wanted } }),
  );
  expect([met, answer.body.type]).toEqual([1, '/problems/already-cancelled']);
});

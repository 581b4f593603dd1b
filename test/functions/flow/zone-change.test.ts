import { beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { listMoveOpenings } from '../../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { handler as failed } from '../../../functions/flow/zone-change-failed/handler.ts';
import { moveSome } from '../../../functions/flow/zone-change-move/run.ts';
import { checkZoneChange } from '../../../functions/staff/check-zone-change/contract.ts';
import { readPractice } from '../../../functions/staff/read-practice/contract.ts';
import { readZoneChange } from '../../../functions/staff/read-zone-change/contract.ts';
import { resumeZoneChange } from '../../../functions/staff/resume-zone-change/contract.ts';
import { startZoneChange } from '../../../functions/staff/start-zone-change/contract.ts';
import { updatePractice } from '../../../functions/staff/update-practice/contract.ts';
import { makeAppointment } from '../../../infra/local/records.ts';
import { putLocation } from '../../../shared/data/catalogue.ts';
import { newId } from '../../../shared/data/change.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import { getSheets, putSheets } from '../../../shared/data/sheet.ts';
import { transact } from '../../../shared/data/table.ts';
import { getZoneChange } from '../../../shared/data/zone-change.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Location, Staff } from '../../../shared/domain/catalogue.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { claim } from '../../../shared/domain/day-sheet.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { localTimeOf } from '../../../shared/domain/zone.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { intercepting } from '../../support/calls.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { lost } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { diaryOf, endOfChunk, givenUpload, oneChunk, outcome } from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';
import {
  changedBy,
  checkedBy,
  finishedBy,
  frozenBy,
  movedBy,
  timesTaken,
  type ZoneChangeInput,
} from '../../support/zone-changes.ts';

ownTable();
standingClock();

const newYork = 'America/New_York';
const context = { awsRequestId: 'test' };
const clock = () => Date.now();

let given: GivenPractice;
let params: { practiceId: string };
let manager: string;
let client: Client;
let second: Staff;
let paris: Location;
beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  manager = await staffToken(given, given.manager);
  client = await givenClient(given);
  second = await givenStaff(given, { roles: ['clinician'], serviceIds: [given.service.id] });
  paris = { ...given.location, id: newId('location', Date.now()), name: 'Paris', zone: 'Europe/Paris' };
  await transact([putLocation(given, paris, 'new')]);
});

/** An appointment at the place with a zone of its own. */
const givenInParis = (startsAt: string, staff: Staff = given.clinician) =>
  makeAppointment(
    given,
    {
      id: newId('appointment', Date.now()),
      clientId: client.id,
      staffId: staff.id,
      locationId: paris.id,
      zone: 'Europe/Paris',
      startsAt,
      durationMinutes: 30,
      status: given.statuses.booked,
    },
    systemChange('test', 'test', Date.now(), clock),
  );

const start = (zone = newYork, version = 1, headers: Record<string, string> = {}) =>
  ask(startZoneChange, { params, token: manager, version, body: { zone }, headers });

async function started(zone = newYork): Promise<ZoneChangeInput> {
  const { version } = (await ask(readPractice, { params, token: manager })).body;
  const { status, body } = await start(zone, version);
  expect(status, JSON.stringify(body)).toBe(202);
  return { ...params, zoneChangeId: body.id };
}

const all = async (): Promise<Appointment[]> => [
  ...(await diaryOf(given, given.clinician.id)),
  ...(await diaryOf(given, second.id)),
];

const byId = (appointments: readonly Appointment[]) => new Map(appointments.map((one) => [one.id, one]));

/** That every time on a clinician's day sheets is an appointment's, and the other way round. */
async function expectSheetsRight(): Promise<void> {
  for (const staff of [given.clinician, second]) {
    const taken = await timesTaken(given, staff.id, await diaryOf(given, staff.id));
    expect(taken.onSheets).toEqual(taken.ofAppointments);
  }
}

/** Two clinicians with appointments of every sort; the first was to be on Thursday at 9:00am. */
async function givenAppointments(): Promise<Appointment[]> {
  const of = (startsAt: string, parts: Parameters<typeof givenAppointment>[2] = {}) =>
    givenAppointment(given, client, { startsAt, ...parts });
  return [
    await of('2026-11-26T09:00:00.000Z'),
    await of('2026-11-26T09:30:00.000Z'),
    await of('2026-11-26T12:00:00.000Z', { status: 'cancelled' }),
    // Before New York's clocks go forward, between the two changes, and after London's.
    await of('2027-03-12T23:45:00.000Z'),
    await of('2027-03-20T09:00:00.000Z', { clinician: second }),
    await of('2027-04-02T08:00:00.000Z', { clinician: second }),
    await givenInParis('2026-11-26T20:00:00.000Z'),
  ];
}

describe('a change of zone', () => {
  it('[1.1] keeps every wall clock, and lets nothing be written meanwhile', async () => {
    const begun = await givenAppointment(given, client, { startsAt: '2026-11-16T09:45:00.000Z' });
    const before = byId([begun, ...(await givenAppointments())]);
    const inLondon = await openingsOf([...before.values()][1] as Appointment);
    const input = await started();

    await frozenBy(input);
    await expectFrozen([...before.values()][1] as Appointment);
    expect(await checkedBy(input)).toEqual({ ...input, goesOn: true });
    await movedBy(input);
    await expectFrozen([...before.values()][1] as Appointment);
    await finishedBy(input);

    for (const after of await all()) {
      const was = before.get(after.id) as Appointment;
      const lasts = (one: Appointment) => Date.parse(one.endsAt) - Date.parse(one.startsAt);
      if (was.id === begun.id || was.locationId === paris.id) {
        expect(after).toEqual(was);
        continue;
      }
      expect(after).toMatchObject({ zone: newYork, localTime: was.localTime, version: was.version + 1 });
      expect(localTimeOf(newYork, Date.parse(after.startsAt))).toBe(was.localTime);
      expect(lasts(after)).toBe(lasts(was));
    }
    await expectSheetsRight();
    expect(await openingsOf(byId(await all()).get([...before.keys()][1] as string) as Appointment)).toEqual(
      inLondon,
    );

    const practice = await ask(readPractice, { params, token: manager });
    expect(practice.body).toMatchObject({ zone: newYork, zoneChangeId: null, version: 3 });
    const read = await ask(readZoneChange, { params: input, token: manager });
    expect(read.body).toMatchObject({ state: 'done', toMove: 6, moved: 6, startedBy: given.manager.id });
    const told = await eventsOf(given, 'appointment.changed.v1');
    // One for each, with the SEQUENCE that its invitation gets.
    expect(told.map(({ metadata }) => metadata.aggregate.id).toSorted()).toEqual(
      [...before.values()]
        .filter((one) => one !== begun && one.locationId !== paris.id)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const { metadata, data } of told) {
      expect(metadata).toMatchObject({ cause: 'system', actor: 'system:zone-change', sequence: 2 });
      expect(data).toMatchObject({ zone: newYork, late: false });
    }
    expect(await eventsOf(given, 'practice.changed.v1')).toMatchObject([
      { metadata: { sequence: 3 }, data: { profileVersion: 3, changed: ['/zone'] } },
    ]);
    // Once more changes nothing, and back again is another one.
    expect(await changedBy(input)).toBe(false);
    expect(await eventsOf(given, 'appointment.changed.v1')).toHaveLength(6);
    expect(await changedBy(await started('Europe/London'))).toBe(true);
    for (const after of await all()) {
      const { startsAt, endsAt, zone, localTime } = before.get(after.id) as Appointment;
      expect(after).toMatchObject({ startsAt, endsAt, zone, localTime });
    }
    await expectSheetsRight();
  });

  /** The wall-clock times that an appointment may move to in a week of December. */
  async function openingsOf({ id }: Appointment): Promise<string[]> {
    const token = await clientToken(given, client);
    const query = { from: '2026-12-07', to: '2026-12-14' };
    const { status, body } = await ask(listMoveOpenings, { params: { appointmentId: id }, token, query });
    expect(status, JSON.stringify(body)).toBe(200);
    return body.items.map(({ localTime }) => localTime);
  }

  async function expectFrozen({ id }: Appointment): Promise<void> {
    const token = await clientToken(given, client);
    const appointment = { params: { appointmentId: id }, token };
    const profile = await ask(updatePractice, {
      params,
      token: manager,
      version: 2,
      body: { name: 'Other' },
    });
    for (const answer of [profile, await ask(cancelAppointment, { ...appointment, body: {} })]) {
      expect(answer).toMatchObject({ status: 503, body: { type: '/problems/frozen' } });
      expect(answer.headers['retry-after']).toBe('60');
    }
    expect((await ask(readAppointment, appointment)).status).toBe(200);
  }

  it('[1.1] says beforehand what it would do, and changes nothing', async () => {
    await givenAppointments();
    const skipped = await givenAppointment(given, client, { startsAt: '2027-03-14T02:30:00.000Z' });
    const report = await ask(checkZoneChange, { params, token: manager, body: { zone: newYork } });
    expect(report).toMatchObject({
      status: 200,
      body: { from: 'Europe/London', to: newYork, moving: 7, staying: 1, held: 0, clientsTold: 1 },
    });
    expect(report.body.overlaps.count).toBe(0);
    expect(report.body.skipped).toMatchObject({
      count: 1,
      items: [{ appointmentId: skipped.id, localTime: '2027-03-14T02:30', becomes: '2027-03-14T03:00' }],
    });
    expect(await eventsOf(given, 'appointment.changed.v1')).toEqual([]);
    const same = await ask(checkZoneChange, { params, token: manager, body: { zone: 'Europe/London' } });
    expect(same).toMatchObject({ status: 422, body: { errors: [{ pointer: '/zone', code: 'unchanged' }] } });
    const nowhere = await ask(checkZoneChange, { params, token: manager, body: { zone: 'Mars/Olympus' } });
    expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ pointer: '/zone' }] } });
  });

  it('[3.5] is refused with the overlaps that it would make, also such as came up before the freeze', async () => {
    await givenAppointments();
    const input = await started();
    // 9:00am in New York on that Thursday.
    const inParis = await givenInParis('2026-11-26T14:15:00.000Z');
    const before = await all();
    await frozenBy(input);
    expect(await checkedBy(input)).toMatchObject({ goesOn: false });
    const refused = await ask(readZoneChange, { params: input, token: manager });
    const second = { appointmentId: inParis.id };
    expect(refused.body).toMatchObject({ state: 'refused', overlaps: { count: 2, items: [{ second }, {}] } });
    expect(await all()).toEqual(before);
    expect(await getPractice(given)).toMatchObject({
      frozen: false,
      zoneChangeId: null,
      zone: 'Europe/London',
    });
    expect(await start(newYork, 2)).toMatchObject({
      status: 409,
      body: { type: '/problems/zone-overlaps', current: { count: 2 } },
    });
  });

  it('[1.1] is one at a time, over a version, and once for a key', async () => {
    expect(await start(newYork, 7)).toMatchObject({ status: 412, body: { current: 1 } });
    const headers = { 'idempotency-key': 'zone-1' };
    const first = await start(newYork, 1, headers);
    const again = await start(newYork, 1, headers);
    expect(first.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await start(newYork, 2)).toMatchObject({
      status: 409,
      body: { type: '/problems/zone-change-running', current: first.body.id },
    });
    const asked = await eventsOf(given, 'practice.zone-change-requested.v1');
    expect(asked).toMatchObject([
      { metadata: { sequence: 2 }, data: { zoneChangeId: first.body.id, round: 1 } },
    ]);
  });
});

describe('a change of zone that goes wrong', () => {
  const resume = ({ zoneChangeId }: ZoneChangeInput) =>
    ask(resumeZoneChange, { params: { ...params, zoneChangeId }, token: manager });
  const fail = (input: ZoneChangeInput) =>
    failed({ ...input, error: { Error: 'States.Timeout', Cause: 'none of its business' } }, context);

  /** Lets so many appointments be moved, and no call of the table through after them. */
  const failingAfter = (moves: number, work: () => Promise<unknown>) => {
    let written = 0;
    return intercepting(async ({ operation }, pass) => {
      if (operation === 'TransactWriteItems') written += 1;
      if (written > moves) throw lost();
      return pass();
    }, work);
  };

  it.each([0, 1, 3, 5, 6, 7, 8])(
    '[1.1] is resumed after %i writes, and moves nothing twice',
    async (writes) => {
      await givenAppointments();
      const input = await started();
      await frozenBy(input);
      await checkedBy(input);
      await expect(failingAfter(writes, () => movedBy(input))).rejects.toThrow('socket hang up');
      await fail(input);
      await fail(input);
      expect(await getZoneChange(params, input.zoneChangeId)).toMatchObject({ state: 'stopped', round: 1 });
      // Nobody writes on top of what is half done.
      expect(await getPractice(given)).toMatchObject({ frozen: true, zone: 'Europe/London' });
      expect(await resume(input)).toMatchObject({ status: 202, body: { state: 'running' } });
      expect(await resume(input)).toMatchObject({
        status: 409,
        body: { type: '/problems/zone-change-running' },
      });
      // Two events of one millisecond have no order.
      const asked = await eventsOf(given, 'practice.zone-change-requested.v1');
      expect(asked.map(({ data }) => (data as { round: number }).round).toSorted()).toEqual([1, 2]);
      expect(await changedBy(input)).toBe(true);
      expect((await all()).filter(({ zone }) => zone === newYork)).toHaveLength(6);
      expect(await eventsOf(given, 'appointment.changed.v1')).toHaveLength(6);
      await expectSheetsRight();
      expect(await resume(input)).toMatchObject({
        status: 409,
        body: { type: '/problems/zone-change-over' },
      });
    },
  );

  it('[1.1] leaves the practice as it was as long as nothing has moved', async () => {
    const before = await givenAppointments();
    const input = await started();
    await frozenBy(input);
    await fail(input);
    expect(await getPractice(given)).toMatchObject({ frozen: false, zoneChangeId: null });
    expect(byId(await all())).toEqual(byId(before));
    expect(await getZoneChange(params, input.zoneChangeId)).toMatchObject({ state: 'failed' });
    expect(await changedBy(await started())).toBe(true);
  });

  it('[3.5] goes no further where a taken time belongs to nobody that was found', async () => {
    await givenAppointments();
    const time = {
      startsAt: Date.parse('2026-11-30T09:00:00.000Z'),
      endsAt: Date.parse('2026-11-30T10:00:00.000Z'),
    };
    const sheets = await getSheets(given, second.id, [time]);
    const wanted = { ...time, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    await transact(putSheets(given, second.id, granted(claim(sheets, wanted, Date.now()))));
    const input = await started();
    await frozenBy(input);
    await expect(checkedBy(input)).rejects.toThrow('1 taken times belong to no appointment');
  });

  it('[1.1] goes on in the next chunk where one has taken long enough', async () => {
    for (let at = 0; at < 20; at += 1)
      await givenAppointment(given, client, {
        startsAt: new Date(Date.parse('2026-11-26T00:00:00.000Z') + at * 3_600_000).toISOString(),
      });
    await givenAppointment(given, client, { startsAt: '2026-11-26T09:00:00.000Z', clinician: second });
    const input = await started();
    await frozenBy(input);
    await checkedBy(input);
    // Each look at this clock is eleven seconds later.
    let later = Date.now();
    const slow = () => {
      later += 11_000;
      return later;
    };
    const ends: boolean[] = [];
    do ends.push(await moveSome(params, input.zoneChangeId, systemChange('test', 'test', later, slow)));
    while (!ends.at(-1));
    expect(ends.length).toBeGreaterThan(2);
    expect(await getZoneChange(params, input.zoneChangeId)).toMatchObject({ moved: 21, cliniciansDone: 2 });
    await finishedBy(input);
    expect(await eventsOf(given, 'appointment.changed.v1')).toHaveLength(21);
    await expectSheetsRight();
  });
});

describe('an import while the zone changes', () => {
  const clients = 'externalId,givenName,familyName\nc1,Marina,Okafor\nc2,Ada,Berg\n';

  it('[8.3] waits until writes go on, and imports each row once', async () => {
    const input = await started();
    const { id } = await givenUpload(given, 'clients.csv', clients);
    await frozenBy(input);
    expect(await endOfChunk(given, id)).toBe('frozen');
    expect(await outcome(given, id)).toMatchObject({ state: 'running', imported: 0 });
    await checkedBy(input);
    await movedBy(input);
    await finishedBy(input);
    expect(await oneChunk(given, id)).toBe(true);
    expect(await outcome(given, id)).toMatchObject({ state: 'done', imported: 2 });
  });

  it('[8.3] ends its chunk when the practice is frozen in the middle of it', async () => {
    const input = await started();
    const many = Array.from({ length: 60 }, (_, at) => `c${at},Marina,Okafor\n`).join('');
    const { id } = await givenUpload(given, 'clients.csv', `externalId,givenName,familyName\n${many}`);
    let rows = 0;
    // The look at the practice that counts for two seconds is over as soon as it is frozen.
    const later = () => Date.now() + (rows > 0 ? 2_001 : 0);
    const end = await intercepting(
      async ({ operation, input: asked }, pass) => {
        const isRow = operation === 'TransactWriteItems' && JSON.stringify(asked).includes('CLIENTS#');
        if (isRow && rows === 0) await frozenBy(input);
        if (isRow) rows += 1;
        return pass();
      },
      () => endOfChunk(given, id, later),
    );
    expect(end).toBe('frozen');
    expect(rows).toBeLessThan(40);
    await checkedBy(input);
    await movedBy(input);
    await finishedBy(input);
    expect(await oneChunk(given, id)).toBe(true);
    expect(await outcome(given, id)).toMatchObject({ state: 'done', imported: 60, rejected: 0 });
  });
});

import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { keys } from '../../../shared/data/keys.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { type Item, queryAll } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { busyTimesOf } from '../../../shared/domain/day-sheet.ts';
import { freesTheTime } from '../../../shared/domain/status-kind.ts';
import { cancelled, intercepting } from '../../support/calls.ts';
import { standingClock } from '../../support/clock.ts';
import { allReadFirst, withoutSheetCondition } from '../../support/crowd.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
} from '../../support/given.ts';
import { type Answer, inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

/** A client of their own with an appointment at a start, and a session. */
async function givenWriter(given: GivenPractice, startsAt: string) {
  const client = await givenClient(given, { email: null });
  const appointment = await givenAppointment(given, client, { startsAt });
  return { appointment, token: await clientToken(given, client) };
}

type Writer = Awaited<ReturnType<typeof givenWriter>>;

const move = ({ appointment, token }: Writer, startsAt: string) =>
  inProcess(changeAppointment, { params: { appointmentId: appointment.id }, token, body: { startsAt } });

const cancel = ({ appointment, token }: Writer) =>
  inProcess(cancelAppointment, { params: { appointmentId: appointment.id }, token, body: {} });

/** Starts 40 minutes apart from one on: one writer at each. */
async function givenWriters(given: GivenPractice, count: number, from: string): Promise<Writer[]> {
  const writers: Writer[] = [];
  for (let n = 0; n < count; n += 1)
    writers.push(await givenWriter(given, new Date(Date.parse(from) + n * 40 * 60_000).toISOString()));
  return writers;
}

const eventsOf = async (given: GivenPractice, type: string): Promise<Item[]> =>
  (
    await queryAll({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.event(given.practiceId, '2026-11', '').pk },
    })
  ).filter((row) => row.type === type);

const present = async (given: GivenPractice, writers: readonly Writer[]): Promise<Appointment[]> =>
  Promise.all(writers.map(async ({ appointment }) => (await getAppointment(given, appointment.id))!));

/** How many pairs of appointments that stand overlap. */
function overlaps(appointments: readonly Appointment[]): number {
  const standing = appointments.filter(({ statusKind }) => !freesTheTime(statusKind));
  return standing.flatMap((one, at) =>
    standing.slice(at + 1).filter((other) => one.startsAt < other.endsAt && other.startsAt < one.endsAt),
  ).length;
}

/** What the clinician's sheets hold, as starts. */
const takenStarts = async (given: GivenPractice): Promise<string[]> =>
  busyTimesOf(await listSheets(given, given.clinician.id, { first: '2026-11-01', last: '2027-03-01' })).map(
    ({ start }) => new Date(start * 60_000).toISOString(),
  );

const standingStarts = (appointments: readonly Appointment[]): string[] =>
  appointments
    .filter(({ statusKind }) => !freesTheTime(statusKind))
    .map(({ startsAt }) => startsAt)
    .sort();

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort();
const typesOf = (answers: readonly Answer<{ type?: string }>[]) => [
  ...new Set(answers.map(({ body }) => body.type)),
];

const wanted = '2026-12-01T10:00:00.000Z';

describe('64 writers at one opening', () => {
  test('[3.5] make one winner and one event, and everybody else keeps their time', async () => {
    const given = await givenPractice();
    const writers = await givenWriters(given, 64, '2026-11-24T00:00:00Z');
    const answers = await allReadFirst(writers.map((writer) => () => move(writer, wanted)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const losers = answers.filter(({ status }) => status !== 200);
    // On a slow machine a call may run out of time: that is told as busy, and nobody is told that they won.
    const taken = losers.filter(({ body }) => body.type === '/problems/taken');
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.every(({ body }) => (body as { nearest?: string[] }).nearest?.length === 3)).toBe(true);
    expect(typesOf(losers.filter((loser) => !taken.includes(loser)))).toEqual(
      losers.length > taken.length ? ['/problems/busy'] : [],
    );

    const after = await present(given, writers);
    const moved = after.filter(({ startsAt }) => startsAt === wanted);
    expect(moved).toHaveLength(1);
    expect(moved[0]!.version).toBe(2);
    expect(after.filter(({ version }) => version === 1)).toHaveLength(63);
    expect(overlaps(after)).toBe(0);
    expect(await takenStarts(given)).toEqual(standingStarts(after));
    expect(await eventsOf(given, 'appointment.changed.v1')).toMatchObject([
      { aggregate: { id: moved[0]!.id }, sequence: 2, data: { startsAt: wanted } },
    ]);
  });

  test('[3.5] make several winners, in one time, where the condition on the sheet is taken out', async () => {
    const given = await givenPractice();
    const writers = await givenWriters(given, 64, '2026-11-24T00:00:00Z');
    const answers = await allReadFirst(
      writers.map((writer) => () => move(writer, wanted)),
      withoutSheetCondition,
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
    expect(overlaps(await present(given, writers))).toBeGreaterThan(0);
  });

  test('[3.5] whose times are all free get them or are told that it is busy, never that they are taken', async () => {
    const given = await givenPractice();
    const writers = await givenWriters(given, 16, '2026-11-24T00:00:00Z');
    const answers = await Promise.all(
      writers.map((writer, n) =>
        move(writer, new Date(Date.parse('2026-12-01T00:00:00Z') + n * 30 * 60_000).toISOString()),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.every(({ status, body }) => status === 503 && body.type === '/problems/busy')).toBe(true);
    const after = await present(given, writers);
    expect(overlaps(after)).toBe(0);
    expect(await takenStarts(given)).toEqual(standingStarts(after));
    expect(after.filter(({ version }) => version === 2)).toHaveLength(16 - refused.length);
  });
});

describe('two writers either side of UTC midnight', () => {
  test.each([
    { why: 'times that overlap', times: ['2026-12-01T23:45:00.000Z', '2026-12-02T00:00:00.000Z'], after: 0 },
    {
      why: 'a gap that is too small',
      times: ['2026-12-01T23:30:00.000Z', '2026-12-02T00:15:00.000Z'],
      after: 30,
    },
    { why: 'the largest gap', times: ['2026-12-01T23:15:00.000Z', '2026-12-02T01:30:00.000Z'], after: 120 },
  ])('[3.5] do not both win: $why', async ({ times, after }) => {
    const given = await givenPractice({ preferences: { intervalMinutes: 15, bufferAfterMinutes: after } });
    const writers = [
      await givenWriter(given, '2026-11-24T09:00:00.000Z'),
      await givenWriter(given, '2026-11-25T09:00:00.000Z'),
    ];
    const answers = await allReadFirst(writers.map((writer, n) => () => move(writer, times[n]!)));
    expect(statuses(answers)).toEqual([200, 409]);
    expect(typesOf(answers.filter(({ status }) => status === 409))).toEqual(['/problems/taken']);
  });

  test('[3.5] both win where their times leave the gap', async () => {
    const given = await givenPractice({ preferences: { intervalMinutes: 15, bufferAfterMinutes: 30 } });
    const writers = [
      await givenWriter(given, '2026-11-24T09:00:00.000Z'),
      await givenWriter(given, '2026-11-25T09:00:00.000Z'),
    ];
    const times = ['2026-12-01T23:30:00.000Z', '2026-12-02T00:30:00.000Z'];
    const answers = await allReadFirst(writers.map((writer, n) => () => move(writer, times[n]!)));
    expect(statuses(answers)).toEqual([200, 200]);
  });
});

describe('two moves and a cancellation of one appointment at once', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    '[3.2] come one after the other, whatever their order, and leave no time taken (%i)',
    async () => {
      const given = await givenPractice();
      const writer = await givenWriter(given, '2026-11-24T09:00:00.000Z');
      const answers = await allReadFirst([
        () => move(writer, '2026-12-01T10:00:00.000Z'),
        () => move(writer, '2026-12-02T10:00:00.000Z'),
        () => cancel(writer),
      ]);
      const gone = answers.at(-1)!;
      const moves = answers.slice(0, -1);
      expect(gone.status).toBe(200);
      const refused = moves.filter(({ status }) => status !== 200);
      expect(typesOf(refused)).toEqual(refused.length > 0 ? ['/problems/already-cancelled'] : []);
      const [after] = await present(given, [writer]);
      expect(after).toMatchObject({ statusKind: 'cancelled' });
      expect(await takenStarts(given)).toEqual([]);
      const events = [
        ...(await eventsOf(given, 'appointment.changed.v1')),
        ...(await eventsOf(given, 'appointment.cancelled.v1')),
      ];
      const written = answers.filter(({ status }) => status === 200).map(({ body }) => body.version);
      expect(events.map((row) => row.sequence).sort()).toEqual(written.sort());
      expect(new Set(written).size).toBe(written.length);
      expect(after?.version).toBe(Math.max(...(written as number[])));
    },
  );
});

test('[3.5] contention that does not end is told as busy with Retry-After, and nothing is written', async () => {
  const given = await givenPractice();
  const writer = await givenWriter(given, '2026-11-24T09:00:00.000Z');
  let tries = 0;
  const answer = await intercepting(
    async ({ operation, input }, pass) => {
      if (operation !== 'TransactWriteItems') return pass();
      tries += 1;
      throw cancelled((input.TransactItems as unknown[]).map(() => 'TransactionConflict'));
    },
    () => move(writer, wanted),
  );
  expect(answer).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
  expect(answer.headers['retry-after']).toBe('2');
  expect(tries).toBe(12);
  expect(await present(given, [writer])).toMatchObject([{ version: 1 }]);
  expect(await eventsOf(given, 'appointment.changed.v1')).toEqual([]);
});

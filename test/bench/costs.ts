import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { listAppointments } from '../../functions/client/list-appointments/contract.ts';
import { listMoveOpenings } from '../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../functions/client/read-appointment/contract.ts';
import { getSheets, putSheets } from '../../shared/data/sheet.ts';
import { transact } from '../../shared/data/table.ts';
import { claim, type DaySheet } from '../../shared/domain/day-sheet.ts';
import { granted } from '../../shared/domain/decision.ts';
import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
} from '../support/given.ts';
import { inProcess } from '../support/http.ts';
import { type Cost, counted } from './counting.ts';
import { crowd } from './crowd.ts';
import { type BenchRow, median } from './row.ts';

/** What requests cost at the table, with few clients and with many. */

const minute = 60_000;
const busyDays = 60;
const busyTimesADay = 8;

/** Takes eight times of half an hour, with the hours between them free, on each of sixty days. */
async function fill({ practiceId, clinician }: GivenPractice): Promise<void> {
  const today = Date.parse(`${new Date().toISOString().slice(0, 10)}T08:00:00Z`);
  const times = Array.from({ length: busyDays * busyTimesADay }, (_, n) => {
    const startsAt =
      today + Math.floor(n / busyTimesADay) * 24 * 60 * minute + (n % busyTimesADay) * 75 * minute;
    const endsAt = startsAt + 30 * minute;
    return { startsAt, endsAt, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  });
  const sheets = new Map<string, DaySheet>();
  for (const sheet of await getSheets({ practiceId }, clinician.id, times)) sheets.set(sheet.date, sheet);
  for (const time of times)
    for (const sheet of granted(claim([...sheets.values()], time, Date.now()))) sheets.set(sheet.date, sheet);
  const writes = putSheets({ practiceId }, clinician.id, [...sheets.values()]);
  for (let at = 0; at < writes.length; at += 25) await transact(writes.slice(at, at + 25));
}

/** The dearest of some requests, in each of its figures, and how long the middle one took. */
interface Dearest extends Cost {
  milliseconds: number;
}

/** Asks so many times, for another thing each time, and takes the worst of each figure. */
async function dearest(
  times: number,
  ask: (number: number) => Promise<{ status: number }>,
): Promise<Dearest> {
  const costs: Cost[] = [];
  const durations: number[] = [];
  for (let number = 0; number < times; number += 1) {
    const began = performance.now();
    const { result, cost } = await counted(() => ask(number));
    durations.push(performance.now() - began);
    if (result.status !== 200) throw new Error(`A request of the bench was answered with ${result.status}.`);
    costs.push(cost);
  }
  const most = (what: (cost: Cost) => number) => Math.max(...costs.map(what));
  return {
    trips: most(({ trips }) => trips),
    calls: costs[0]?.calls ?? [],
    items: most(({ items }) => items),
    readUnits: most(({ readUnits }) => readUnits),
    sheetReadUnits: most(({ sheetReadUnits }) => sheetReadUnits),
    writeUnits: most(({ writeUnits }) => writeUnits),
    indexWriteUnits: most(({ indexWriteUnits }) => indexWriteUnits),
    milliseconds: median(durations),
  };
}

const dateIn = (days: number) => dateOf(dayOf(new Date().toISOString().slice(0, 10)) + days);

/** Some requests of clients who signed in ten minutes ago, so that idle limits are put off too. */
async function measured(given: GivenPractice, times: number, hour = '12') {
  const client = await givenClient(given);
  const tokens: string[] = [];
  const appointments: string[] = [];
  for (let number = 0; number < times; number += 1) {
    tokens.push(await clientToken(given, client, null, Date.now() - 10 * minute));
    const startsAt = `${dateIn(70 + number)}T${hour}:00:00.000Z`;
    appointments.push((await givenAppointment(given, client, { startsAt })).id);
  }
  const of = (number: number) => ({ params: { appointmentId: appointments[number] ?? '' } });
  const range = { from: dateIn(0), to: dateIn(busyDays) };
  const asked = { token: await clientToken(given, client) };

  const read = await dearest(times, (number) => inProcess(readAppointment, { ...of(number), ...asked }));
  const list = await dearest(times, () => inProcess(listAppointments, { ...asked, query: { limit: '20' } }));
  const openings = await dearest(times, (number) =>
    inProcess(listMoveOpenings, { ...of(number), ...asked, query: range }),
  );
  const { body } = await inProcess(listMoveOpenings, { ...of(0), ...asked, query: range });
  const free = body.items.map(({ startsAt }) => startsAt);
  const move = await dearest(times, (number) =>
    inProcess(changeAppointment, {
      ...of(number),
      token: tokens[number] ?? '',
      // Far apart, so that each is free whatever went before.
      body: { startsAt: free[Math.floor((free.length / times) * number)] },
      headers: { 'idempotency-key': `move-${number}` },
    }),
  );
  const cancel = await dearest(times, (number) =>
    inProcess(cancelAppointment, {
      ...of(number),
      token: tokens[number] ?? '',
      body: {},
      headers: { 'idempotency-key': `cancel-${number}` },
    }),
  );
  return { read, list, openings, move, cancel };
}

const units = ({ readUnits, writeUnits, indexWriteUnits }: Cost) =>
  [
    `${readUnits} read`,
    ...(writeUnits + indexWriteUnits > 0 ? [`${writeUnits} write + ${indexWriteUnits} of indexes`] : []),
  ].join(', ');

const line = (name: string, cost: Dearest, aim: string, holds: boolean): BenchRow => ({
  name,
  value: `${cost.trips} trips, ${units(cost)} units, ${cost.milliseconds.toFixed(0)} ms`,
  aim,
  wrong: !holds,
});

function rowsOf(clients: string, cost: Awaited<ReturnType<typeof measured>>): BenchRow[] {
  const { read, list, openings, move, cancel } = cost;
  return [
    line(`${clients} clients: read an appointment`, read, '<= 2 trips', read.trips <= 2),
    line(`${clients} clients: list appointments`, list, '<= 2 trips', list.trips <= 2),
    line(`${clients} clients: list openings of 60 days`, openings, '<= 2 trips', openings.trips <= 2),
    {
      name: '- of which for the day sheets, 480 times taken',
      value: `${openings.sheetReadUnits} read units`,
      aim: '<= 2',
      wrong: openings.sheetReadUnits > 2,
    },
    line(
      `${clients} clients: move, with a key, the idle limit put off`,
      move,
      '<= 3 trips, <= 11 write + indexes',
      move.trips <= 3 && move.writeUnits <= 11,
    ),
    line(`${clients} clients: cancel, with a key`, cancel, '<= 3 trips', cancel.trips <= 3),
  ];
}

const sameFigures = (one: Dearest, other: Dearest) =>
  (['trips', 'readUnits', 'sheetReadUnits', 'writeUnits', 'indexWriteUnits'] as const).every(
    (name) => one[name] === other[name],
  );

/** Rows for the report. Figures are counts, not timings: one beyond its bound fails the run. */
export async function bench({
  few = 100,
  many = 100_000,
  times = 12,
  told = (_: string) => {},
} = {}): Promise<BenchRow[]> {
  const settings = { clientPortal: true, onlineBooking: true };
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '08:00', end: '19:00' }));
  const given = await givenPractice({ settings, hours });
  await fill(given);
  await crowd(given, 0, few, () => {});
  const before = await measured(given, times);
  await crowd(given, few, many, (done) => done % 10_000 === 0 && told(`${done} clients`));
  const after = await measured(given, times);
  const night = hours.map((window) => ({ ...window, start: '23:00', end: '00:30' }));
  const atMidnight = await measured(await givenPractice({ settings, hours: night }), times, '23');
  const names = Object.keys(before) as (keyof typeof before)[];
  const same = names.filter((name) => sameFigures(before[name], after[name]));
  return [
    ...rowsOf(String(few), before),
    ...rowsOf(String(many), after),
    line(
      'move from one UTC midnight to another: two sheets more',
      atMidnight.move,
      '<= 3 trips, <= 15 write + indexes',
      atMidnight.move.trips <= 3 && atMidnight.move.writeUnits <= 15,
    ),
    {
      name: `requests that cost the same with ${few} and with ${many} clients`,
      value: `${same.length} of ${names.length}`,
      aim: 'all',
      wrong: same.length !== names.length,
    },
  ];
}

import { gzipSync } from 'node:zlib';
import { listPortalOpenings } from '../../functions/public/list-portal-openings/contract.ts';
import { readBookingRange } from '../../shared/data/booking.ts';
import { bookingQuestion, listBookable } from '../../shared/domain/booking.ts';
import { inProcess } from '../support/http.ts';
import { counted } from './counting.ts';
import { luxonOpenings } from './openings-luxon.ts';
import { givenLargePractice, type LargePractice } from './practice-given.ts';
import { type BenchRow, median } from './row.ts';

/** A month's calendar of a large practice in one request: with "anyone", so that all clinicians are looked at. */

interface Time {
  startsAt: string;
  localTime: string;
  staffIds: string[];
}

const ask = async (given: LargePractice, staffId?: string): Promise<Time[]> => {
  const { status, body } = await inProcess(listPortalOpenings, {
    params: { slug: given.practice.slug },
    query: { serviceId: given.service.id, ...given.range, ...(staffId && { staffId }) },
  });
  if (status !== 200) throw new Error(`A request of the bench was answered with ${status}.`);
  return body.items;
};

/** The same calendar as a page would gather it that asks for one clinician after the other. */
async function oneByOne(given: LargePractice): Promise<Time[]> {
  const times = new Map<string, Time>();
  for (const { id } of given.clinicians)
    for (const time of await ask(given, id)) {
      const known = times.get(time.startsAt);
      if (known) known.staffIds.push(...time.staffIds);
      else times.set(time.startsAt, time);
    }
  return [...times.values()];
}

/** What is free when, and with whom, whatever the order of the names. */
const meaning = (times: readonly Time[]): string =>
  JSON.stringify(
    times
      .map(({ startsAt, localTime, staffIds }) => [startsAt, localTime, staffIds.toSorted()])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  );

/** Milliseconds of the middle one of some calls: by the clock, and of the processor, which others do not slow. */
async function milliseconds(times: number, work: () => unknown): Promise<{ took: number; worked: number }> {
  const durations: number[] = [];
  const shares: number[] = [];
  for (let time = -1; time < times; time += 1) {
    const began = performance.now();
    const before = process.cpuUsage();
    await work();
    if (time < 0) continue;
    durations.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    shares.push((user + system) / 1000);
  }
  return { took: median(durations), worked: median(shares) };
}

/** The rule alone, with everything read: against the same list made with luxon, a clinician after the other. */
async function ruleRow(given: LargePractice, times: number): Promise<BenchRow> {
  const wish = { serviceId: given.service.id };
  const now = Date.now();
  const situation = await readBookingRange(given, given.practice, wish, given.range, now);
  const byLuxon = () =>
    situation.candidates.flatMap((candidate) =>
      luxonOpenings({ ...bookingQuestion(situation, candidate), ...given.range }).map(
        ({ startsAt }) => `${startsAt} ${candidate.clinician.id}`,
      ),
    );
  const own = listBookable(situation, given.range).flatMap(({ startsAt, staffIds }) =>
    staffIds.map((id) => `${startsAt} ${id}`),
  );
  const isSame = own.toSorted().join() === byLuxon().toSorted().join();
  const { took } = await milliseconds(times, () => listBookable(situation, given.range));
  const { took: control } = await milliseconds(3, byLuxon);
  return {
    name: '- of which the rule, against luxon',
    value: `${took.toFixed(1)} ms against ${control.toFixed(0)} ms`,
    ratio: control / took,
    aim: 'the same answer',
    wrong: !isSame,
  };
}

/** Rows for the report; another answer of a control, or a read too many, fails the run. */
export async function bench({ clinicians = 50, days = 31, times = 15 } = {}): Promise<BenchRow[]> {
  const given = await givenLargePractice(clinicians, days);
  const { result, cost } = await counted(() => ask(given));
  const bytes = Buffer.byteLength(JSON.stringify({ items: result, next: null }));
  const zipped = gzipSync(JSON.stringify({ items: result, next: null })).length;
  const isSame = meaning(result) === meaning(await oneByOne(given));
  const { took, worked } = await milliseconds(times, () => ask(given));
  const { took: control } = await milliseconds(3, () => oneByOne(given));
  const most = 3 + 2 * clinicians;
  return [
    {
      name: `openings of ${clinicians} clinicians on ${days} days in one request, against one clinician after the other`,
      value: `${took.toFixed(0)} ms (${worked.toFixed(0)} of the processor) against ${control.toFixed(0)} ms`,
      ratio: control / took,
      aim: '< 1 s, the same answer',
      wrong: !isSame,
    },
    {
      name: '- reads of the table',
      value: `${cost.calls.length} in ${cost.trips} trips: ${cost.items} items, ${cost.readUnits} read units`,
      aim: `<= ${most} in 4 trips`,
      wrong: cost.calls.length > most || cost.trips > 4,
    },
    {
      name: '- the answer',
      value: `${result.length} times, ${(bytes / 1024).toFixed(0)} KB, ${(zipped / 1024).toFixed(0)} KB zipped`,
      aim: '< 6 MB',
      wrong: bytes > 6 * 1024 ** 2,
    },
    await ruleRow(given, times),
  ];
}

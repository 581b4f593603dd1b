/**
 * Openings: agreement with two controls, and speed against them. The controls are written for clarity, as the field
 * writes it (each slot against each busy time); they share no code with the engine but the reading of its question.
 */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { defaultPreferences } from '../../shared/domain/availability.ts';
import type { BusyTime } from '../../shared/domain/day-sheet.ts';
import type { Opening } from '../../shared/domain/opening.ts';
import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import { type Case, randomCases, seeded } from './openings-cases.ts';
import { type BenchRow, median } from './row.ts';

type Engine = 'portico' | 'luxon' | 'temporal-polyfill';

const engines: Record<Engine, () => Promise<(question: Case) => Opening[]>> = {
  portico: async () => (await import('../../shared/domain/openings.ts')).listOpenings,
  luxon: async () => (await import('./openings-luxon.ts')).luxonOpenings,
  'temporal-polyfill': async () => (await import('./openings-temporal.ts')).temporalOpenings,
};

const changes = [
  { zone: 'America/New_York', from: '-10-03' },
  { zone: 'Europe/London', from: '-09-27' },
  { zone: 'Europe/Berlin', from: '-02-26' },
  { zone: 'Australia/Sydney', from: '-03-10' },
];

/** 60 days across a clock change with 480 times taken, eight a day; another one for each number. */
export function twoMonths(number: number): Case {
  const random = seeded(number);
  const { zone, from } = changes[number % changes.length]!;
  const first = dayOf(`${2026 + (number % 3)}${from}`) + Math.floor(random() * 7);
  const busy: BusyTime[] = [];
  for (let day = first; day < first + 60; day++) {
    // Ten working hours with eight appointments of 50 minutes: the rest, 200 minutes, is strewn between them.
    const gaps = Array.from({ length: 8 }, () => Math.floor(random() * 200)).sort(
      (one, other) => one - other,
    );
    gaps.forEach((gap, index) => {
      const start = day * 1440 - hourOffset(zone) + 480 + index * 50 + gap;
      busy.push({ start, end: start + 50, before: 0, after: random() < 0.5 ? 0 : 10 });
    });
  }
  return {
    purpose: 'booking',
    zone,
    locations: {},
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '08:00', end: '18:00' })),
    exceptions: [],
    preferences: { ...defaultPreferences, intervalMinutes: 15, horizonDays: 90 },
    durationMinutes: 25,
    busy,
    now: (first - 3) * 86_400_000 + Math.floor(random() * 86_400_000),
    from: dateOf(first),
    to: dateOf(first + 60),
  };
}

/** Near enough to put appointments into working hours; the answer does not depend on it. */
const hourOffset = (zone: string) =>
  zone.startsWith('America') ? -240 : zone.startsWith('Australia') ? 600 : 60;

/** How many of some random cases each control answers otherwise than the engine. */
export async function disagreements(count: number, seed: number): Promise<Case[]> {
  const portico = await engines.portico();
  const luxon = await engines.luxon();
  const temporal = await engines['temporal-polyfill']();
  const wrong: Case[] = [];
  for (const question of randomCases(count, seed)) {
    const answer = JSON.stringify(portico(question));
    if (answer !== JSON.stringify(temporal(question)) || answer !== JSON.stringify(luxon(question)))
      wrong.push(question);
  }
  return wrong;
}

/**
 * Milliseconds of one listing when warm: medians of rounds in which the engines take turns (so that a busy machine
 * slows all of them alike), each over questions never asked before.
 */
async function warm(rounds: number): Promise<Record<Engine, number>> {
  const times: Record<Engine, number[]> = { portico: [], luxon: [], 'temporal-polyfill': [] };
  let number = 0;
  const time = async (engine: Engine, count: number) => {
    const list = await engines[engine]();
    const asked = Array.from({ length: count }, () => twoMonths(number++));
    let found = 0;
    const start = performance.now();
    for (const question of asked) found += list(question).length;
    const each = (performance.now() - start) / count;
    if (found === 0) throw new Error('nothing was listed');
    return each;
  };
  await time('portico', 3000);
  for (let round = -2; round < rounds; round++)
    for (const engine of Object.keys(times) as Engine[]) {
      // Few enough to stay in the processor's cache, as what a request has just read does.
      const each = await time(engine, engine === 'portico' ? 10 : 1);
      if (round >= 0) times[engine].push(each);
    }
  return {
    portico: median(times.portico),
    luxon: median(times.luxon),
    'temporal-polyfill': median(times['temporal-polyfill']),
  };
}

type Errand = { cold: Engine; number: number } | { cases: number; seed: number };

/** Runs an errand in a fresh thread, which has loaded and run nothing before. */
const inThread = <T>(errand: Errand): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { errand } });
    worker.once('message', resolve).once('error', reject);
  });

/** Milliseconds to load an engine and to list once: the median of some fresh threads, one after the other. */
async function cold(engine: Engine): Promise<number> {
  const times: number[] = [];
  for (let number = 0; number < 7; number++) times.push(await inThread({ cold: engine, number }));
  return median(times);
}

/** As `disagreements`, on all cores: each has a seed of its own. */
async function disagreementsOnAllCores(count: number, seed: number): Promise<Case[]> {
  const threads = Math.min(availableParallelism(), count);
  const share = Array.from({ length: threads }, (_, at) => Math.floor((count + at) / threads));
  const found = await Promise.all(share.map((cases, at) => inThread<Case[]>({ cases, seed: seed + at })));
  return found.flat();
}

/** Rows for the report: agreement of `cases` random questions, then speed, warm and cold. */
export async function bench({ cases = 100_000 } = {}): Promise<BenchRow[]> {
  const portico = await engines.portico();
  const rows: BenchRow[] = [];
  const wrong = await disagreementsOnAllCores(cases, 20_261_101);
  for (let number = 0; number < 4; number++)
    for (const control of ['luxon', 'temporal-polyfill'] as const)
      if (
        JSON.stringify((await engines[control]())(twoMonths(number))) !==
        JSON.stringify(portico(twoMonths(number)))
      )
        wrong.push(twoMonths(number));
  rows.push({
    name: 'openings: random questions answered as by luxon and temporal-polyfill',
    aim: 'all',
    value: `${cases + 4 - wrong.length} of ${cases + 4}`,
    wrong: wrong.length > 0,
  });

  const times = await warm(15);
  for (const control of ['temporal-polyfill', 'luxon'] as const) {
    rows.push({
      name: `openings of 60 days, 480 taken, clock change, warm, against ${control}`,
      ratio: times[control] / times.portico,
      ...(control === 'temporal-polyfill' ? { aim: '>= 2000 x' } : {}),
      value: `${(times.portico * 1000).toFixed(1)} µs against ${times[control].toFixed(1)} ms`,
    });
  }
  const ownCold = await cold('portico');
  for (const control of ['temporal-polyfill', 'luxon'] as const) {
    const other = await cold(control);
    rows.push({
      name: `openings of 60 days, 480 taken, clock change, load and first call, against ${control}`,
      ratio: other / ownCold,
      value: `${ownCold.toFixed(1)} ms against ${other.toFixed(1)} ms`,
    });
  }
  return rows;
}

async function run(errand: Errand): Promise<unknown> {
  if ('cases' in errand) return disagreements(errand.cases, errand.seed);
  const question = twoMonths(errand.number);
  const start = performance.now();
  const list = await engines[errand.cold]();
  list(question);
  return performance.now() - start;
}

// A test runner may have put this module into a thread of its own, which has no errand.
if (!isMainThread && workerData?.errand) {
  parentPort?.postMessage(await run(workerData.errand as Errand));
} else if (import.meta.main) {
  const [cases] = process.argv.slice(2).map(Number);
  for (const { name, ratio, aim, value } of await bench(cases ? { cases } : {}))
    console.log(`${name}: ${ratio ? `${ratio.toFixed(1)} x, ` : ''}${value}${aim ? ` (aim: ${aim})` : ''}`);
}

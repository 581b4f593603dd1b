import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import { subjectOf } from '../../../shared/runtime/requests.ts';
import { livesThatLie } from './lives.ts';
import { type State, type TakenTime, takenTimes } from './state.ts';
import { strangersThatLie } from './strangers.ts';
import { waitingThatLies } from './waitlist-laws.ts';
import type { World } from './world.ts';

/** What must be so after each round, whatever was done at once and in whatever order it came about. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The largest gap that anybody may ask for: a time is on each sheet that it touches with so much beside it. */
const widest = 120 * MINUTE;

/** Two times of one clinician that overlap. */
function overlaps(taken: readonly TakenTime[]): string[] {
  return taken.flatMap((one, at) =>
    taken
      .slice(at + 1)
      .filter((other) => one.staffId === other.staffId && one.start < other.end && other.start < one.end)
      .map((other) => `${one.id} and ${other.id} overlap`),
  );
}

const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);

/** What a clinician's sheets must hold of the times that count: a line for each time and day. */
function linesWanted(taken: readonly TakenTime[]): string[] {
  return taken.flatMap(({ start, end, before, after, until }) => {
    const days: number[] = [];
    for (let day = Math.floor((start - widest) / DAY); day * DAY < end + widest; day += 1) days.push(day);
    return days.map((day) => lineOf(day, start, end, before, after, until));
  });
}

const lineOf = (
  day: number,
  start: number,
  end: number,
  before: number,
  after: number,
  until: number | undefined,
) =>
  `${iso(day * DAY).slice(0, 10)}: ${iso(start)} to ${iso(end)}, gaps ${before} and ${after}${until === undefined ? '' : `, until ${new Date(until).toISOString()}`}`;

/** What they do hold; holds that are over are dropped by whoever writes next, and count for nothing. */
function linesHeld(sheets: readonly DaySheet[], now: number): string[] {
  return sheets.flatMap(({ date, taken }) => {
    const midnight = Date.parse(date);
    return taken
      .filter(([, , , , until]) => until === undefined || until > now)
      .map(([start, end, before = 0, after = 0, until]) =>
        lineOf(midnight / DAY, midnight + start * MINUTE, midnight + end * MINUTE, before, after, until),
      );
  });
}

/** What is in one list and not in the other; twice the same is one too many. */
function difference(have: readonly string[], want: readonly string[], told: (line: string) => string) {
  const rest = [...want];
  return have
    .filter((line) => {
      const at = rest.indexOf(line);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    })
    .map(told);
}

function sheetsThatLie(world: World, state: State, taken: readonly TakenTime[]): string[] {
  return world.staffIds.flatMap((staffId, number) => {
    const held = linesHeld(state.sheets.get(staffId) ?? [], world.latest);
    const wanted = linesWanted(taken.filter((time) => time.staffId === staffId));
    const whose = `of clinician ${number}`;
    return [
      ...difference(held, wanted, (line) => `a sheet ${whose} has what nobody holds: ${line}`),
      ...difference(wanted, held, (line) => `a sheet ${whose} lacks ${line}`),
    ];
  });
}

/** The counter of each client's and each address's waiting requests, and what the sweep is to find. */
function countersThatLie(world: World, state: State): string[] {
  const { latest } = world;
  const waiting = state.requests.filter(({ state }) => state === 'pending');
  const counters = [...state.open].flatMap(([subject, open]) => {
    const isClient = subject.startsWith('clnt_');
    const counted = open.filter(({ until }) => until > latest).map((one) => `${one.id} until ${one.until}`);
    const there = waiting
      .filter((one) => subjectOf(world.practice, one) === subject && Date.parse(one.deadline) > latest)
      .map((one) => `${one.id} until ${Date.parse(one.deadline)}`);
    return [
      ...difference(counted, there, (line) => `somebody's counter has ${line}, which does not wait`),
      ...difference(there, counted, (line) => `somebody's counter lacks ${line}`),
      ...(there.length > (isClient ? 3 : 1) ? [`somebody has ${there.length} requests that wait`] : []),
    ];
  });
  const due = [...waiting, ...state.offers.filter(({ state }) => state === 'open')].map(({ id }) => id);
  return [
    ...counters,
    ...difference(state.deadlines, due, (id) => `${id} has a deadline and does not wait`),
    ...difference(due, state.deadlines, (id) => `${id} waits and the sweep would never find it`),
  ];
}

/** An approved request has its appointment, and a request never has two that stand. */
function approvalsThatLie({ requests, appointments, events }: State): string[] {
  return requests.flatMap((request) => {
    const made = events
      .filter((event) => event.type === 'appointment.created.v1')
      .filter((event) => (event.data as { requestId: string | null }).requestId === request.id)
      .map((event) => (event.aggregate as { id: string }).id);
    const approvals = events.filter(
      (event) =>
        event.type === 'request.approved.v1' && (event.aggregate as { id: string }).id === request.id,
    );
    const has = appointments.some(({ id }) => id === request.appointmentId);
    return [
      ...(made.length === approvals.length
        ? []
        : [`${request.id} was approved ${approvals.length} times and made ${made.length} appointments`]),
      ...((request.state === 'approved') === has
        ? []
        : [`${request.id} is ${request.state} and its appointment is not as that says`]),
    ];
  });
}

/** Everything that is not as it must be; nothing where all is well. */
export function broken(world: World, state: State): string[] {
  const taken = takenTimes(world, state, world.latest);
  return [
    ...overlaps(taken),
    ...sheetsThatLie(world, state, taken),
    ...countersThatLie(world, state),
    ...livesThatLie(state),
    ...approvalsThatLie(state),
    ...strangersThatLie(state),
    ...waitingThatLies(world, state),
  ];
}

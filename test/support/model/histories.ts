import { byClock } from '../own-clock.ts';
import { fc } from '../random.ts';
import type { Act } from './act.ts';
import { actOf, type Said, take } from './acts.ts';
import { versionsTwice, wrongAnswers } from './answers.ts';
import { broken } from './laws.ts';
import { predicted } from './prediction.ts';
import { readState, type State } from './state.ts';
import type { History, Round } from './steps.ts';
import { histories } from './stories.ts';
import { writeToStrangers } from './strangers.ts';
import { hearAll, hearAtOnce } from './waiting.ts';
import { begin, givenWorld, goOn, type World } from './world.ts';

/** Runs histories against the handlers, and looks for one after which something is not as it must be. */

const HOUR = 3_600_000;

/** What was done in how many histories: a search that does nothing finds nothing. */
export interface Seen {
  histories: number;
  /** How often each deed came to what: `approve yes`, `approve already-decided`. */
  outcomes: Map<string, number>;
  /** Steps that were taken by themselves, whose answer was foretold, and events of which the offer was. */
  foretold: number;
  steps: number;
  /** Rounds in which of several acts on one thing some were told that another was faster. */
  races: number;
}

export const nothingSeen = (): Seen => ({
  histories: 0,
  outcomes: new Map(),
  foretold: 0,
  steps: 0,
  races: 0,
});

/** The instant at which a round begins. */
function instantOf({ wait }: Round, { clock }: World, { requests, offers }: State): number {
  const waiting = requests.filter(({ state }) => state === 'pending' || state === 'unconfirmed');
  const open = offers.filter(({ state }) => state === 'open');
  const deadlines = [...waiting.map(({ deadline }) => deadline), ...open.map(({ until }) => until)]
    .map((deadline) => Date.parse(deadline))
    .filter((deadline) => deadline > clock.now + 1000);
  const next = deadlines.length > 0 ? Math.min(...deadlines) : clock.now;
  if (wait === 'before a deadline') return next - 1;
  if (wait === 'to a deadline') return next;
  return clock.now + (wait === 'an hour' ? HOUR : wait === 'a day' ? 24 * HOUR : 0);
}

const wordsOf = ({ deed, startsAt, request, appointment, entry, offer, now }: Act, said: readonly Said[]) =>
  [
    deed,
    (request ?? appointment ?? entry ?? offer)?.id ?? '',
    ['ask', 'form', 'confirm', 'create', 'move', 'change', 'move-request'].includes(deed)
      ? `at ${startsAt}`
      : '',
    `(by ${new Date(now).toISOString()}):`,
    said.map(({ says }) => says).join(' and '),
  ]
    .filter(Boolean)
    .join(' ');

/** Takes the steps of a round at once; what is wrong afterwards. */
async function livedThrough(
  world: World,
  before: State,
  [round, next]: readonly [Round, Round | undefined],
  seen: Seen,
  known: Set<string>,
) {
  const acts = round.steps.map((step) => actOf(world, before, step));
  const isAlone = acts.length === 1 && !round.late;
  const foretold = isAlone && !acts[0]!.step.twice ? predicted(world, before, acts[0]!) : null;
  const [done] = await Promise.all([
    Promise.all(acts.map(async (act) => ({ act, said: await take(world, act) }))),
    round.late && hearAtOnce(world, before),
  ]);
  world.latest = Math.max(world.latest, ...acts.map(({ now }) => now));
  for (const { body, says } of done.flatMap(({ said }) => said))
    if (says === 'yes') for (const id of [body.id, body.appointmentId]) if (id) known.add(id);
  const state = await readState(world, known);
  await writeToStrangers(world, state);

  for (const { act, said } of done)
    for (const { says } of said)
      seen.outcomes.set(`${act.deed} ${says}`, (seen.outcomes.get(`${act.deed} ${says}`) ?? 0) + 1);
  seen.steps += acts.length;
  if (foretold) seen.foretold += 1;
  const says = done[0]?.said[0]?.says;
  const unforetold =
    foretold && says !== foretold && says !== 'busy' ? [`it should have been ${foretold}`] : [];
  const wrong = [
    ...unforetold,
    ...done.flatMap(({ act, said }) =>
      wrongAnswers(act, said, state, { latest: world.latest, alone: isAlone }),
    ),
    ...versionsTwice(done),
    ...broken(world, state),
  ];
  // Before a round that is late it has heard of nothing yet.
  const told =
    wrong.length > 0 || next?.late ? null : await hearAll(world, state, () => readState(world, known));
  if (told) {
    wrong.push(...told.wrong, ...(told.state === state ? [] : broken(world, told.state)));
    seen.foretold += told.foretold;
  }
  if (done.length > 1 && done.some(({ said }) => said.some(({ says }) => lost.has(says)))) seen.races += 1;
  return { state: told?.state ?? state, wrong, words: done.map(({ act, said }) => wordsOf(act, said)) };
}

const lost = new Set([
  'already-decided',
  'taken',
  'already-cancelled',
  'decided-before',
  'requests-open',
  'offer-over',
]);

/** Lives through a history in a practice of its own; throws at the first round after which something is wrong. */
export function live(history: History, seen = nothingSeen()): Promise<void> {
  const clock = { now: begin };
  return byClock(clock, async () => {
    const world = await givenWorld(history, clock);
    const known = new Set<string>();
    let state = await readState(world, known);
    const told: string[] = [];
    for (const [at, round] of history.rounds.entries()) {
      await goOn(world, instantOf(round, world, state));
      const lived = await livedThrough(world, state, [round, history.rounds[at + 1]], seen, known);
      told.push(lived.words.join('\n  at once with '));
      if (lived.wrong.length > 0)
        throw new Error(`${lived.wrong.join('\n')}\n\nIt came after\n- ${told.join('\n- ')}\n`);
      state = lived.state;
    }
    seen.histories += 1;
  });
}

/** What a search came to: how the first history ended that went wrong, with the seed by which it is found again. */
export interface Search {
  seen: Seen;
  found: string | null;
}

/** Milliseconds. */
const shortenFor = 60_000;

/**
 * Lives through so many random histories, some side by side, until one goes wrong; that one is made shorter while
 * it still does, unless it need not be.
 */
export async function searchHistories({
  count,
  seed,
  sideBySide = 6,
  shorten = true,
  told = () => {},
}: {
  count: number;
  seed: number;
  sideBySide?: number;
  shorten?: boolean;
  /** Hears how far it is, now and then. */
  told?: (line: string) => void;
}): Promise<Search> {
  const seen = nothingSeen();
  let found: string | null = null;
  const lane = async (number: number) => {
    const runs = Math.ceil(count / sideBySide);
    let failedAt = Number.POSITIVE_INFINITY;
    const property = fc.asyncProperty(histories, async (history) => {
      // Races need not come about again, so a history is not made shorter for ever.
      if (found !== null || performance.now() - failedAt > shortenFor) return;
      await live(history, seen).catch((error: unknown) => {
        failedAt = Math.min(failedAt, performance.now());
        throw error;
      });
      if (seen.histories % 100 === 0) told(`${seen.histories} histories`);
    });
    const details = await fc.check(property, {
      seed: seed + number,
      numRuns: runs,
      endOnFailure: !shorten,
      includeErrorInReport: true,
    });
    if (details.failed) found ??= fc.defaultReportMessage(details) ?? 'It failed, and says nothing.';
  };
  await Promise.all(Array.from({ length: sideBySide }, (_, number) => lane(number)));
  return { seen, found };
}

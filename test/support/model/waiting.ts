import { eventOfRow } from '../../../shared/data/event-row.ts';
import { freeingEvents } from '../../../shared/domain/freed-time.ts';
import { tendTo } from '../tending.ts';
import { predictedOffer } from './predicted-waiting.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** The waiting list, as it hears of what happened. */

type Told = ReturnType<typeof eventOfRow>;

/** What gives a time back and the waiting list has not heard of yet, oldest first. */
function unheard({ heard }: World, { events }: State): Told[] {
  return events
    .filter(({ type, sk }) => (freeingEvents as readonly unknown[]).includes(type) && !heard.has(String(sk)))
    .toSorted((one, other) => (String(one.sk) < String(other.sk) ? -1 : 1))
    .map((row) => eventOfRow(row));
}

/** One event; it comes again later where others were faster too often. */
async function hear({ heard }: World, event: Told): Promise<void> {
  try {
    await tendTo(event);
    heard.add(event.metadata.id);
  } catch (error) {
    if ((error as { refusal?: { code: string } }).refusal?.code !== 'busy') throw error;
  }
}

/** It hears of everything at once, and each event two times. */
export const hearAtOnce = async (world: World, state: State): Promise<void> => {
  await Promise.all(unheard(world, state).flatMap((event) => [hear(world, event), hear(world, event)]));
};

const offersIn = ({ offers }: State) => new Set(offers.map(({ id }) => id));

/**
 * It hears of one event after another, those too that come of what it does. Where one alone is to be heard, to whom it
 * must lead to an offer was foretold; answers what is wrong, and how it is then.
 */
export async function hearAll(
  world: World,
  before: State,
  read: () => Promise<State>,
): Promise<{ state: State; wrong: string[]; foretold: number }> {
  let state = before;
  const wrong: string[] = [];
  let foretold = 0;
  for (let events = unheard(world, state); events.length > 0; events = unheard(world, state)) {
    if (!state.entries.some((entry) => entry.state === 'waiting')) {
      for (const { metadata } of events) world.heard.add(metadata.id);
      break;
    }
    const must = events.length === 1 ? predictedOffer(world, state, events[0]!, world.clock.now) : null;
    for (const event of events) await hear(world, event);
    const had = offersIn(state);
    state = await read();
    const made = state.offers.filter(({ id }) => !had.has(id));
    const did = made.map(({ entryId, startsAt }) => `${entryId} at ${startsAt}`).join() || 'none';
    if (must !== null) foretold += 1;
    if (must !== null && did !== must)
      wrong.push(`${events[0]!.type} led to the offer ${did}, and should have to ${must}`);
  }
  return { state, wrong, foretold };
}

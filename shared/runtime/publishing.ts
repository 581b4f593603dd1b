import { eventOfRow } from '../data/event-row.ts';
import { bury, markPublished } from '../data/outbox.ts';
import type { Item } from '../data/table.ts';
import { type Published, publish } from '../gateway/bus.ts';
import { describeError, logLine } from './log.ts';

/** What became of each row, in their order, and how many of each. */
export interface Publishing {
  fates: ('published' | 'again' | 'dead')[];
  published: number;
  again: number;
  dead: number;
}

type Prepared = ReturnType<typeof eventOfRow> | { impossible: string };

function eventOf(row: Item): Prepared {
  try {
    return eventOfRow(row);
  } catch {
    return { impossible: 'unknown type' };
  }
}

/**
 * Publishes event rows and takes them out of the outbox (product 8.1). Doing it twice sends an event twice, which
 * every listener bears. A row that can never be published is buried with an error in the log, so that it is
 * neither lost nor in the way. A row whose key stays, because the table did not answer, is the sweeper's.
 */
export async function publishRows(rows: readonly Item[], now: number): Promise<Publishing> {
  const prepared = rows.map(eventOf);
  const events = prepared.filter((it) => 'type' in it);
  const fates = await publish(events);
  let at = 0;
  const all = prepared.map((it): Published => ('type' in it ? fates[at++]! : it));
  await Promise.all(
    all.map(async (fate, place) => {
      const row = rows[place]!;
      try {
        if (fate === 'published') await markPublished(row);
        else if (fate !== 'again') await buryAloud(row, fate.impossible, now);
      } catch (error) {
        logLine('warn', { event: String(row.sk), outbox: 'key kept', ...describeError(error) });
      }
    }),
  );
  const named = all.map((fate) => (typeof fate === 'string' ? fate : 'dead'));
  const count = (name: string) => named.filter((fate) => fate === name).length;
  return { fates: named, published: count('published'), again: count('again'), dead: count('dead') };
}

async function buryAloud(row: Item, reason: string, now: number): Promise<void> {
  logLine('error', { alarm: 'event-dead', event: String(row.sk), reason });
  await bury(row, reason, now);
}

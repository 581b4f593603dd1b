import { marshall } from '@aws-sdk/util-dynamodb';
import { contracts } from '../../functions/index.ts';
import { folderOf, type Listener } from '../../shared/contract.ts';
import { keys } from '../../shared/data/keys.ts';
import { type Item, put, transact } from '../../shared/data/table.ts';
import type { EventType } from '../../shared/domain/event.ts';
import { type Outside, threeTimes } from './every-call.ts';
import type { GivenPractice } from './given.ts';
import { eventRows } from './notices.ts';

/** The way of an event in this process: from its row by the relay onto the bus, and from there to who hears it. */

async function handlerOf(listener: Listener): Promise<(event: unknown) => Promise<unknown>> {
  const file = new URL(`../../functions/${folderOf(listener)}/handler.ts`, import.meta.url).href;
  return (await import(/* @vite-ignore */ file)).handler;
}

/**
 * Hands what the bus took to those of the named listeners who hear it, what they bring about too; answers from where
 * to go on.
 */
export const hearing = (names: readonly string[]) => {
  const listeners = contracts.filter(
    (it): it is Listener => it.kind === 'listener' && names.includes(it.name),
  );
  if (listeners.length !== names.length) throw new Error('Not all of these are listeners.');
  return async (outside: Outside, from: number): Promise<number> => {
    let at = from;
    for (; at < outside.bus.length; at += 1) {
      const { DetailType, Detail } = outside.bus[at]!;
      const event = { 'detail-type': DetailType, source: 'portico', detail: JSON.parse(Detail!) };
      for (const listener of listeners) {
        const { trigger } = listener;
        if (trigger.on !== 'events' || !trigger.events.includes(DetailType as EventType)) continue;
        const handler = await handlerOf(listener);
        await threeTimes(() => handler(event));
      }
    }
    return at;
  };
};

/** Rows as the table's stream gives them. */
export const streamed = (rows: readonly Item[]) => ({
  Records: rows.map((row, at) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(at), NewImage: marshall(row, { removeUndefinedValues: true }) },
  })),
});

/** The rows of a practice that still want publishing. */
export const unpublished = async (given: GivenPractice): Promise<Item[]> =>
  (await eventRows(given)).filter(({ gsi1pk }) => gsi1pk !== undefined);

/** Takes what making the records brought about out of the outbox: a story begins with what comes next. */
export async function quietSoFar(given: GivenPractice): Promise<void> {
  await transact(
    (await unpublished(given)).map(({ gsi1pk, gsi1sk, ...row }) =>
      put('row', keys.event(given.practiceId, String(row.pk).split('#')[2]!, String(row.sk)), row, 'any'),
    ),
  );
}

import type { Scope } from '../domain/actor.ts';
import { type EventDetail, type EventType, eventDetail, eventTypes } from '../domain/event.ts';
import { eventOfRow } from './event-row.ts';
import { keys } from './keys.ts';
import { beginningOf, endOf, firstIdAt, idOfCursor, instantOfId, monthOf } from './log-month.ts';
import { encodeCursor, type Item, queryPage, writesEndWithin } from './table.ts';

/** One event as the bus carries it. */
export interface FeedEvent {
  type: EventType;
  detail: EventDetail;
}

/**
 * Events are served only when their ids are so old, milliseconds. Ids sort by the attempt to commit, not by the
 * commit; a write ends within ten seconds of it, and clocks of two machines may differ by some: no event comes
 * to lie before a position that has been served.
 */
export const settledAfter = writesEndWithin + 5_000;

/** Months, and partitions' pages, that one call looks through. */
const monthsAtOnce = 24;
const pagesAtOnce = 20;

/** The event of a row; undefined for what is audit alone, or was never fit to be published. */
function servedOf(row: Item): FeedEvent | undefined {
  if (!eventTypes.includes(row.type as EventType)) return undefined;
  const { type, ...detail } = eventOfRow(row);
  return eventDetail(type).safeParse(detail).success ? { type, detail } : undefined;
}

/**
 * The practice's events in the order of their ids (product 8.1), from after a position on. A feed has no end:
 * `next` is always where to go on, also when there is nothing yet. A page may be short, or empty, where much
 * lies between that is no event; `isAtEnd` says whether the range is read to its end.
 *
 * @param range epoch milliseconds: events from the month of `from` on whose ids were made before `before`
 * @param page `after`: a cursor, of any practice: it is a position and nothing else
 */
export async function listFeed(
  scope: Scope,
  range: { from: number; before: number },
  page: { limit: number; after?: string | undefined },
): Promise<{ items: FeedEvent[]; next: string; isAtEnd: boolean }> {
  const end = firstIdAt(range.before);
  const items: FeedEvent[] = [];
  const beginning = firstIdAt(beginningOf(monthOf(range.from)));
  // Nothing is before the first month, whatever a forged cursor says.
  let position = page.after === undefined ? beginning : maxOf(beginning, idOfCursor(page.after, 'after'));
  for (let months = 1, pages = 1; position < end; pages += 1) {
    const month = monthOf(instantOfId(position));
    const found = await queryPage(
      undefined,
      keys.event(scope.practiceId, month, '').pk,
      { from: position, to: end },
      'ascending',
      { limit: page.limit - items.length, cursor: encodeCursor(position), consistent: true },
    );
    items.push(...found.items.flatMap((row) => servedOf(row) ?? []));
    const monthIsOver = found.next === null;
    const last = found.items.at(-1);
    if (monthIsOver) position = minOf(end, firstIdAt(endOf(month)));
    else if (last) position = String(last.sk);
    if (items.length === page.limit && last) {
      position = String(last.sk);
      break;
    }
    if (monthIsOver) months += 1;
    if (months > monthsAtOnce || pages === pagesAtOnce) break;
  }
  return { items, next: encodeCursor(position), isAtEnd: position >= end };
}

const maxOf = (one: string, other: string) => (one > other ? one : other);
const minOf = (one: string, other: string) => (one < other ? one : other);

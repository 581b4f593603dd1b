import { eventOfRow } from '../../shared/data/event-row.ts';
import { keys } from '../../shared/data/keys.ts';
import { type Item, queryAll } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import { type EventDetail, type EventType, eventDetail } from '../../shared/domain/event.ts';

/** Every row of a practice's log around now: events, and what is in the audit alone. */
export async function logOf({ practiceId }: Scope): Promise<Item[]> {
  const months = [-1, 0, 1].map((step) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + step)).toISOString().slice(0, 7);
  });
  const rows = await Promise.all(
    months.map((month) =>
      queryAll({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.event(practiceId, month, '').pk },
        ConsistentRead: true,
      }),
    ),
  );
  return rows.flat();
}

/** The events of a practice as they are told to other systems, oldest first; each checked by the catalogue. */
export async function eventsOf(
  { practiceId }: Scope,
  type?: EventType,
): Promise<(EventDetail & { type: EventType })[]> {
  const rows = await logOf({ practiceId });
  return rows
    .filter((row) => row.type !== undefined)
    .map((row) => {
      const { type, ...detail } = eventOfRow(row);
      eventDetail(type).parse(detail);
      return { type, ...detail };
    })
    .filter((event) => type === undefined || event.type === type);
}

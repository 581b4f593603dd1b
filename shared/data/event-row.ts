import { type Cause, type EventDetail, type EventType, eventTypes } from '../domain/event.ts';
import { env } from '../runtime/env.ts';
import type { Item } from './table.ts';

/** The event that a row stands for, as other systems read it. */
export function eventOfRow(row: Item): EventDetail & { type: EventType } {
  const [, practiceId = ''] = String(row.pk).split('#');
  const type = row.type as EventType;
  if (!eventTypes.includes(type)) throw new Error(`No event of the catalogue: ${type}`);
  return {
    type,
    metadata: {
      id: String(row.sk),
      practiceId,
      occurredAt: String(row.at),
      aggregate: row.aggregate as EventDetail['metadata']['aggregate'],
      sequence: Number(row.sequence),
      actor: String(row.actor),
      cause: row.cause as Cause,
      correlationId: String(row.correlationId),
      region: env('region'),
      test: row.test === true,
    },
    data: row.data as EventDetail['data'],
  };
}

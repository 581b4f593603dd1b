import type { EventBridgeEvent } from 'aws-lambda';
import { handler as tend } from '../../functions/listen/tend-waitlist/handler.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { EventDetail, EventType } from '../../shared/domain/event.ts';
import { freeingEvents } from '../../shared/domain/freed-time.ts';
import { eventsOf } from './events.ts';

type Told = EventDetail & { type: EventType };

/** Gives the waiting list's listener one event, as the bus would. */
export const tendTo = ({ type, ...detail }: Told): Promise<unknown> =>
  tend({ 'detail-type': type, detail } as unknown as EventBridgeEvent<EventType, unknown>);

/** Gives it every event of the practice that it listens to and has not had, and those that follow from them. */
export function tending(scope: Scope): () => Promise<void> {
  const had = new Set<string>();
  return async () => {
    for (;;) {
      const all = await eventsOf(scope);
      const next = all.filter(
        ({ type, metadata }) => (freeingEvents as readonly string[]).includes(type) && !had.has(metadata.id),
      );
      if (next.length === 0) return;
      for (const event of next) {
        had.add(event.metadata.id);
        await tendTo(event);
      }
    }
  };
}

import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type EventDetail, type EventType, eventDetail } from '../domain/event.ts';
import { env } from '../runtime/env.ts';
import { describeError, logLine } from '../runtime/log.ts';

export const buses = new EventBridgeClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
});

/** What PutEvents takes in one call. The bus itself reads nothing of an event and refuses nothing locally. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

/** How the bus counts an entry: source, type and detail in UTF-8, and 14 bytes for the time. */
const bytesOf = (entry: PutEventsRequestEntry): number =>
  14 +
  [entry.Source, entry.DetailType, entry.Detail].reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    0,
  );

/** `again`: the bus did not take it this time. `impossible`: it never will, and why, without its values. */
export type Published = 'published' | 'again' | { impossible: string };

type Prepared = { entry: PutEventsRequestEntry; bytes: number } | { impossible: string };

function prepare({ type, metadata, data }: EventDetail & { type: EventType }): Prepared {
  const checked = eventDetail(type).safeParse({ metadata, data });
  if (!checked.success)
    return {
      impossible: `invalid: ${checked.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', ')}`,
    };
  const entry = {
    EventBusName: env('bus'),
    Source: 'portico',
    DetailType: type,
    Detail: JSON.stringify(checked.data),
    Time: new Date(metadata.occurredAt),
  };
  const bytes = bytesOf(entry);
  return bytes > MOST_BYTES ? { impossible: `too large: ${bytes} bytes` } : { entry, bytes };
}

interface Chunk {
  entries: PutEventsRequestEntry[];
  /** Where in the answer each entry's fate goes. */
  places: number[];
  bytes: number;
}

/** Sends one call; answers which of its entries were taken. A failure of the whole call is one of every entry. */
async function put({ entries, places }: Chunk): Promise<number[]> {
  try {
    const { FailedEntryCount = 0, Entries = [] } = await buses.send(
      new PutEventsCommand({ Entries: entries }),
    );
    return FailedEntryCount === 0 ? places : places.filter((_, at) => Entries[at]?.ErrorCode === undefined);
  } catch (error) {
    logLine('warn', { events: entries.length, ...describeError(error) });
    return [];
  }
}

/**
 * Puts events on the bus (product 8.1), each checked against the catalogue and for its size first, at most ten
 * and 256 KB a call. Answers what became of each, in their order; throws nothing.
 */
export async function publish(events: readonly (EventDetail & { type: EventType })[]): Promise<Published[]> {
  const fates: Published[] = events.map(() => 'again');
  const chunks: Chunk[] = [];
  events.forEach((event, place) => {
    const prepared = prepare(event);
    if ('impossible' in prepared) {
      fates[place] = prepared;
      return;
    }
    const last = chunks.at(-1);
    const fits = last && last.entries.length < MOST_ENTRIES && last.bytes + prepared.bytes <= MOST_BYTES;
    const chunk = fits ? last : { entries: [], places: [], bytes: 0 };
    if (!fits) chunks.push(chunk);
    chunk.entries.push(prepared.entry);
    chunk.places.push(place);
    chunk.bytes += prepared.bytes;
  });
  for (const chunk of chunks) for (const place of await put(chunk)) fates[place] = 'published';
  return fates;
}

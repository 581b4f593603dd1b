import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../domain/actor.ts';
import type { EventData, EventType } from '../domain/event.ts';
import type { PastAct } from '../domain/settings-check.ts';
import { keys } from './keys.ts';
import { beginningOf, firstIdAt, instantOfId, monthOf } from './log-month.ts';
import { type Item, table, tableName } from './table.ts';

/** Rows of one trip: so many acts more than were asked for may come. */
const pageOf = 1_000;

/** Changes and cancellations of a while, and how far back they were looked for. */
export interface PastActs {
  /** Oldest first. */
  acts: PastAct[];
  /** Everything since this instant (epoch milliseconds) was looked at. */
  from: number;
  /** Whether that is everything that was asked for. */
  complete: boolean;
}

const looksFor = [
  'appointment.changed.v1',
  'appointment.cancelled.v1',
  'offer.accepted.v1',
] as const satisfies EventType[];

type Told = EventData<'appointment.cancelled.v1'> & { previousStartsAt?: string };

/** Whether a row is of an act: neither an answer to an offer, nor a change that leaves the start as it was. */
const isAct = ({ type, data }: Item): boolean =>
  type !== 'offer.accepted.v1' && (data as Told).previousStartsAt !== (data as Told).startsAt;

/** The acts among rows that come newest first; taking an offer is told of in the same transaction as its move. */
function actsOf(rows: readonly Item[]): PastAct[] {
  const taking = new Set(
    rows.filter(({ type }) => type === 'offer.accepted.v1').map(({ correlationId }) => correlationId),
  );
  return rows
    .filter(isAct)
    .map((row) => actOf(row, taking.has(row.correlationId)))
    .reverse();
}

function actOf(row: Item, takesOffer: boolean): PastAct {
  const what = row.type === 'appointment.changed.v1' ? 'change' : 'cancellation';
  const data = row.data as Told;
  const byClient = takesOffer ? 'offer' : 'client';
  return {
    what,
    by: row.cause === 'client' ? byClient : 'others',
    appointmentId: data.appointmentId,
    clientId: data.clientId,
    serviceId: data.serviceId,
    zone: data.zone,
    startsAt: data.previousStartsAt ?? data.startsAt,
    occurredAt: String(row.at),
  };
}

/**
 * The changes and cancellations of appointments between two instants, test clients' left out. The log is looked
 * through from its newest row back, a month's partition at a time, until so many rows have been seen or so many
 * acts found: then it says from when on it is complete.
 */
export async function listPastActs(
  scope: Scope,
  between: { from: number; to: number },
  atMost: { rows: number; acts: number },
): Promise<PastActs> {
  const found: Item[] = [];
  let rows = 0;
  for (let month = monthOf(between.to); ; month = monthOf(beginningOf(month) - 1)) {
    let start: Item | undefined;
    do {
      const page = await table.send(
        new QueryCommand({
          TableName: tableName(),
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          FilterExpression: '#type IN (:changed, :cancelled, :accepted) AND attribute_not_exists(#test)',
          ProjectionExpression: 'pk, sk, #type, #cause, #at, #data, correlationId',
          ExpressionAttributeNames: {
            '#type': 'type',
            '#test': 'test',
            '#cause': 'cause',
            '#at': 'at',
            '#data': 'data',
          },
          ExpressionAttributeValues: {
            ':pk': keys.event(scope.practiceId, month, '').pk,
            ':from': firstIdAt(between.from),
            ':to': firstIdAt(between.to + 1),
            ':changed': looksFor[0],
            ':cancelled': looksFor[1],
            ':accepted': looksFor[2],
          },
          ScanIndexForward: false,
          Limit: Math.min(pageOf, atMost.rows - rows),
          ExclusiveStartKey: start,
        }),
      );
      rows += page.ScannedCount ?? 0;
      found.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
      if (start && (rows >= atMost.rows || found.length >= atMost.acts)) {
        const from = instantOfId(String(start.sk));
        return { acts: actsOf(found), from, complete: false };
      }
    } while (start);
    if (beginningOf(month) <= between.from)
      return { acts: actsOf(found), from: between.from, complete: true };
  }
}

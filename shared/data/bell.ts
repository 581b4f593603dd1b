import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../domain/actor.ts';
import { type Change, derivedId, newId } from './change.ts';
import { keys } from './keys.ts';
import {
  getItems,
  type Page,
  type PageRequest,
  put,
  queryPage,
  record,
  table,
  tableName,
  update,
  type Write,
} from './table.ts';

/** One entry of a member of staff's bell list (product 3.3): ids and times; names are read when it is shown. */
export interface BellEntry {
  id: string;
  kind:
    | 'appointment-changed'
    | 'appointment-cancelled'
    | 'appointment-booked'
    | 'request-opened'
    | 'request-moved'
    | 'request-withdrawn'
    | 'request-expired'
    | 'details-missing';
  at: string;
  /** Null of a request by somebody who is no client yet. */
  clientId: string | null;
  appointmentId: string | null;
  /** Of what is about a request, with its clinician. */
  requestId?: string;
  staffId?: string;
  startsAt: string | null;
  previousStartsAt: string | null;
  zone: string | null;
  late: boolean;
  /** Paid and cancelled: the practice refunds by hand. */
  refundByHand: boolean;
  read: boolean;
}

const kept = 180 * 24 * 3600;

/** A new entry in one person's list. `id` makes it one entry however often its event arrives. */
export const newBellEntry = (
  scope: Scope,
  staffId: string,
  change: Pick<Change, 'now' | 'clock'>,
  entry: Omit<BellEntry, 'id' | 'at' | 'read'>,
  id = newId('bell', change.clock()),
): Write =>
  put(
    'bell',
    keys.bell(scope.practiceId, staffId, id),
    {
      ...entry,
      id,
      at: new Date(change.now).toISOString(),
      read: false,
      expiresAt: Math.floor(change.now / 1000) + kept,
    },
    'new',
  );

/** A person's bell list, newest first. */
export async function listBell(scope: Scope, staffId: string, page: PageRequest): Promise<Page<BellEntry>> {
  const { pk } = keys.bell(scope.practiceId, staffId, '');
  const found = await queryPage(undefined, pk, { from: 'b', to: 'c' }, 'descending', page);
  return { ...found, items: found.items.map((item) => record<BellEntry>(item)) };
}

const aDay = 86_400_000;

/**
 * Tells staff that a client's record lacks what they must prove themselves with (product 2.8): one entry a
 * client, UTC day and list; `bell` is lost where it is there already.
 */
const detailsMissingIn = (
  scope: Scope,
  change: Pick<Change, 'now' | 'clock'>,
  staffId: string,
  about: { clientId: string; appointmentId: string | null },
): Write =>
  newBellEntry(
    scope,
    staffId,
    change,
    {
      kind: 'details-missing',
      ...about,
      startsAt: null,
      previousStartsAt: null,
      zone: null,
      late: false,
      refundByHand: false,
    },
    derivedId('bell', Math.floor(change.now / aDay) * aDay, about.clientId),
  );

/** The same for some staff: each has an entry of their own. */
export const detailsMissingEntries = (
  scope: Scope,
  change: Pick<Change, 'now' | 'clock'>,
  about: { clientId: string; appointmentId: string | null },
  staffIds: readonly string[],
): Write[] => staffIds.map((staffId) => detailsMissingIn(scope, change, staffId, about));

const counted = 100;

/** How many of the newest 100 entries of a person's bell list are unread. */
export async function countUnread(scope: Scope, staffId: string): Promise<number> {
  const { pk } = keys.bell(scope.practiceId, staffId, '');
  const { Count = 0 } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      FilterExpression: '#read = :unread',
      ExpressionAttributeNames: { '#read': 'read' },
      ExpressionAttributeValues: { ':pk': pk, ':from': 'b', ':to': 'c', ':unread': false },
      ScanIndexForward: false,
      Select: 'COUNT',
      Limit: counted,
      ConsistentRead: true,
    }),
  );
  return Count;
}

/** Which of some entries of a person's bell list are there and unread, strongly consistent. */
export async function unreadOf(
  scope: Scope,
  staffId: string,
  entryIds: readonly string[],
): Promise<string[]> {
  const items = await getItems([...new Set(entryIds)].map((id) => keys.bell(scope.practiceId, staffId, id)));
  return items.flatMap((item) => (item && item.read === false ? [String(item.sk)] : []));
}

/** Marks one entry as read; loses `bell` where it is gone. */
export const markRead = (scope: Scope, staffId: string, entryId: string): Write =>
  update('bell', keys.bell(scope.practiceId, staffId, entryId), {
    set: 'SET #read = :read',
    condition: 'attribute_exists(pk)',
    names: { '#read': 'read' },
    values: { ':read': true },
  });

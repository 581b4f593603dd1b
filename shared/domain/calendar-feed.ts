import type { Access, Client } from './client.ts';
import { maySignIn } from './person.ts';

/** A client's private calendar address (product 3.7); of its secret only a hash is kept. */
export interface CalendarFeed {
  /** Null: there is no address any more. */
  hash: string | null;
  /** Disabling the client raises theirs, and the address is dead for good. */
  accessEpoch: number;
  /** Since when there is this address, or none. */
  since: string;
  version: number;
}

/** How far back the feed goes, days, and how many appointments it holds at most. */
export const feedReaches = { days: 90, appointments: 500 } as const;

/**
 * Whether a client's feed is served, its secret apart: while there is one, made since they were last disabled,
 * and they may sign in. A no is told as an address that does not exist.
 */
export const isFeedOpen = (
  feed: Pick<CalendarFeed, 'hash' | 'accessEpoch'>,
  client: Pick<Client, 'deceased'>,
  access: Pick<Access, 'state' | 'epoch'>,
): boolean => feed.hash !== null && feed.accessEpoch === access.epoch && maySignIn(client, access);

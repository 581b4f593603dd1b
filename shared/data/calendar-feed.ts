import type { Scope } from '../domain/actor.ts';
import type { CalendarFeed } from '../domain/calendar-feed.ts';
import type { Access, Client } from '../domain/client.ts';
import type { Practice } from '../domain/practice.ts';
import { type Change, commit } from './change.ts';
import { keys } from './keys.ts';
import { newSecret } from './session.ts';
import { decideAgain, digest, getItem, getItems, put, record } from './table.ts';

const feedOf = async (scope: Scope, clientId: string): Promise<CalendarFeed | undefined> => {
  const item = await getItem(keys.calendarFeed(scope.practiceId, clientId));
  return item && record<CalendarFeed>(item);
};

/** A client's record with their feed, in one trip. */
export async function getClientWithFeed(
  scope: Scope,
  clientId: string,
): Promise<{ client: Client | undefined; feed: CalendarFeed | undefined }> {
  const p = scope.practiceId;
  const [client, feed] = await getItems([keys.client(p, clientId), keys.calendarFeed(p, clientId)]);
  return { client: client && record<Client>(client), feed: feed && record<CalendarFeed>(feed) };
}

/** All that decides whether a feed is served, in one trip. */
export async function getFeed(scope: Scope, clientId: string) {
  const p = scope.practiceId;
  const [practice, client, access, feed] = await getItems([
    keys.practice(p),
    keys.client(p, clientId),
    keys.access(p, clientId),
    keys.calendarFeed(p, clientId),
  ]);
  return {
    practice: practice && record<Practice>(practice),
    client: client && record<Client>(client),
    access: access && record<Access>(access),
    feed: feed && record<CalendarFeed>(feed),
  };
}

/** Writes a feed over the version that was read, with its event. */
function putFeed(scope: Scope, change: Change, clientId: string, feed: CalendarFeed): Promise<void> {
  const when = feed.version === 1 ? ('new' as const) : { version: feed.version - 1 };
  return commit(scope, change, {
    writes: [put('feed', keys.calendarFeed(scope.practiceId, clientId), feed, when)],
    happenings: [
      {
        type: 'client.calendar-feed-changed.v1',
        aggregate: { type: 'calendar-feed', id: clientId },
        sequence: feed.version,
        data: { clientId, on: feed.hash !== null },
        clientId,
      },
    ],
  });
}

/** Gives a client a new private address; the old one is dead with it. Answers the secret, which is not kept. */
export const replaceFeed = (scope: Scope, change: Change, access: Access): Promise<string> =>
  decideAgain(async () => {
    const before = await feedOf(scope, access.clientId);
    const secret = newSecret();
    await putFeed(scope, change, access.clientId, {
      hash: digest(secret),
      accessEpoch: access.epoch,
      since: new Date(change.now).toISOString(),
      version: (before?.version ?? 0) + 1,
    });
    return secret;
  });

/** Takes a client's private address away; where there is none, nothing happens. */
export const endFeed = (scope: Scope, change: Change, clientId: string): Promise<void> =>
  decideAgain(async () => {
    const before = await feedOf(scope, clientId);
    if (!before || before.hash === null) return;
    await putFeed(scope, change, clientId, {
      ...before,
      hash: null,
      since: new Date(change.now).toISOString(),
      version: before.version + 1,
    });
  });

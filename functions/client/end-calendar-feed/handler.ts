import { endFeed } from '../../../shared/data/calendar-feed.ts';
import { api } from '../../../shared/runtime/api.ts';
import { endCalendarFeed } from './contract.ts';

/** A client's private calendar address is dead (product 3.7); where there is none, nothing happens. */
export const handler = api(endCalendarFeed, async ({ actor, change }) => {
  await endFeed(actor, change, actor.clientId);
  return undefined;
});

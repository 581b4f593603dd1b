import { listFeed, settledAfter } from '../../../shared/data/feed.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listEvents } from './contract.ts';

/** Another system reads what happened in the practice, from where it was (product 8.1). */
export const handler = api(listEvents, ({ actor, query, now }) =>
  listFeed(actor, { from: Date.parse(actor.practice.createdAt), before: now - settledAfter }, query),
);

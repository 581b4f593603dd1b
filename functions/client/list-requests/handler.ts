import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { listRequestsOfClient } from '../../../shared/data/request.ts';
import { requestViewOf } from '../../../shared/domain/request-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listRequests } from './contract.ts';

/** A client's own requests, a page at a time; online booking may be off (product 1.4, 5). */
export const handler = api(listRequests, async ({ actor, query, now }) => {
  const [requests, catalogue] = await Promise.all([
    listRequestsOfClient(actor, actor.clientId, query),
    getCatalogue(actor),
  ]);
  const items = requests.items.map((request) => requestViewOf(request, actor.practice, catalogue, now));
  return { items, next: requests.next };
});

import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClients } from '../../../shared/data/client.ts';
import { listRequests } from '../../../shared/data/request.ts';
import { transact } from '../../../shared/data/table.ts';
import { requestRecordOf } from '../../../shared/domain/request-record.ts';
import { api } from '../../../shared/runtime/api.ts';
import { possibleDuplicatesOf } from '../../../shared/runtime/requests.ts';
import { listPracticeRequests } from './contract.ts';

/** Staff see what waits for a decision, and what became of the rest (product 5.2); who looked is in the audit log. */
export const handler = api(listPracticeRequests, async ({ actor, query, change, now }) => {
  const { state, ...page } = query;
  const [requests, catalogue] = await Promise.all([listRequests(actor, state, page), getCatalogue(actor)]);
  const [clients, duplicates] = await Promise.all([
    getClients(
      actor,
      requests.items.flatMap(({ clientId }) => clientId ?? []),
    ),
    Promise.all(requests.items.map((request) => possibleDuplicatesOf(actor.practice, request, now))),
  ]);
  if (requests.items.length > 0) {
    const shown = duplicates.flat().map(({ clientId }) => clientId);
    const note = [...requests.items.map(({ id }) => id), ...shown].join(' ');
    await transact([auditRow(actor, change, 'requests.read', { note })]);
  }
  const items = requests.items.map((request, at) => {
    const client = clients.find(({ id }) => id === request.clientId);
    return requestRecordOf(request, client, actor.practice, catalogue, now, duplicates[at]);
  });
  return { items, next: requests.next };
});

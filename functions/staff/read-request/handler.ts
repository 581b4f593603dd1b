import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { transact } from '../../../shared/data/table.ts';
import { found } from '../../../shared/domain/decision.ts';
import { requestRecordOf } from '../../../shared/domain/request-record.ts';
import { api } from '../../../shared/runtime/api.ts';
import { possibleDuplicatesOf } from '../../../shared/runtime/requests.ts';
import { readRequest } from './contract.ts';

/** Staff look at one request; who looked is in the audit log (product 9.3). */
export const handler = api(readRequest, async ({ actor, params, change, now }) => {
  const [stored, catalogue] = await Promise.all([getRequest(actor, params.requestId), getCatalogue(actor)]);
  const request = found(stored);
  const [client, duplicates] = await Promise.all([
    request.clientId === null ? undefined : getClient(actor, request.clientId),
    possibleDuplicatesOf(actor.practice, request, now),
  ]);
  const clientId = request.clientId ?? undefined;
  await transact([
    auditRow(actor, change, 'request.read', {
      ...(clientId && { clientId }),
      note: [request.id, ...duplicates.map((client) => client.clientId)].join(' '),
    }),
  ]);
  return requestRecordOf(request, client, actor.practice, catalogue, now, duplicates);
});

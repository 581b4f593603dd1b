import { auditRow } from '../../../shared/data/change.ts';
import { getClientWithAccess } from '../../../shared/data/client.ts';
import { transact } from '../../../shared/data/table.ts';
import { clientRecordOf } from '../../../shared/domain/client-record.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readClient } from './contract.ts';

/** Staff look at a client; whom they looked at is in the audit log (product 9.3). */
export const handler = api(readClient, async ({ actor, params: { clientId }, change }) => {
  const { client, access } = found(await getClientWithAccess(actor, clientId));
  await transact([auditRow(actor, change, 'client.read', { clientId })]);
  return clientRecordOf(client, access);
});

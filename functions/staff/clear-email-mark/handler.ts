import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { clearEmailMark as clear, getMarks } from '../../../shared/data/reach.ts';
import { transact } from '../../../shared/data/table.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { clearEmailMark } from './contract.ts';

/** Staff say that an address works again (product 6.4); what its owner agrees to is not theirs to change here. */
export const handler = api(clearEmailMark, async ({ actor, params, change }) => {
  const { practice } = actor;
  const client = found(await getClient(actor, params.clientId));
  const { email: mark } = await getMarks(practice, client);
  if (client.email === null || mark === null) return undefined;
  const audit = auditRow(actor, change, 'email.cleared', { clientId: client.id, note: mark });
  await transact([clear(practice, client.email), audit]);
  return undefined;
});

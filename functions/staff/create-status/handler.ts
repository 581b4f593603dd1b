import { getAllOf, putStatus } from '../../../shared/data/catalogue.ts';
import { commit, newId } from '../../../shared/data/change.ts';
import { auditOf, changesBetween } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideStatusName } from '../../../shared/domain/status-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { createStatus } from './contract.ts';

/** A manager adds a status to the practice's list; its kind decides whether it keeps the time taken. */
export const handler = api(createStatus, async ({ actor, body, change }) => {
  granted(decideStatusName(await getAllOf(actor, 'statuses'), null, body.name));
  const status = { id: newId('status', change.clock()), ...body, version: 1 };
  await commit(actor, change, {
    writes: [putStatus(actor, status, 'new')],
    happenings: [
      {
        type: 'status.created.v1',
        aggregate: { type: 'status', id: status.id },
        sequence: 1,
        data: { statusId: status.id, statusKind: status.kind },
        audit: auditOf(changesBetween({}, body)),
      },
    ],
    answer: status,
  });
  return status;
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId, requestId } from '../../../shared/domain/id.ts';
import { requestOutcome } from '../../../shared/domain/request-record.ts';

export const undoDecision = route({
  name: 'undo-decision',
  area: 'requests',
  method: 'POST',
  path: '/v1/practices/{practiceId}/requests/{requestId}/undo',
  summary:
    'Takes an approval or a decline back: the request waits again. Admins and managers may, and clinicians their own.',
  caller: anyStaff,
  params: z.object({ practiceId, requestId }),
  result: requestOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-undoable', 'taken', 'requests-open'],
  needs: ['table:read', 'table:write'],
});

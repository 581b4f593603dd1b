import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId, requestId } from '../../../shared/domain/id.ts';
import { requestOutcome } from '../../../shared/domain/request-record.ts';

export const approveRequest = route({
  name: 'approve-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/practices/{practiceId}/requests/{requestId}/approval',
  summary:
    'Approves a request: the appointment is made, and the client where new. Admins and managers may, and clinicians their own.',
  caller: anyStaff,
  params: z.object({ practiceId, requestId }),
  result: requestOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['already-decided', 'taken'],
  needs: ['table:read', 'table:write'],
});

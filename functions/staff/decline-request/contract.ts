import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId, requestId } from '../../../shared/domain/id.ts';
import { decisionNote } from '../../../shared/domain/request.ts';
import { requestOutcome } from '../../../shared/domain/request-record.ts';

export const declineRequest = route({
  name: 'decline-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/practices/{practiceId}/requests/{requestId}/decline',
  summary:
    'Declines a request, with a note to the client or without; its time is free. Admins and managers may, and clinicians their own.',
  caller: anyStaff,
  params: z.object({ practiceId, requestId }),
  body: z.strictObject({ note: decisionNote.optional() }),
  result: requestOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['already-decided'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { clientId, practiceId, requestId } from '../../../shared/domain/id.ts';
import { requestOutcome } from '../../../shared/domain/request-record.ts';

export const approveRequest = route({
  name: 'approve-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/practices/{practiceId}/requests/{requestId}/approval',
  summary:
    'Approves a request: the appointment is made, and the client where new and not chosen. Admins and managers may, and clinicians their own.',
  caller: anyStaff,
  params: z.object({ practiceId, requestId }),
  body: z.strictObject({
    clientId: clientId.nullable().optional().meta({
      description:
        'Of a request by the form: the client whose it is; null: a new one in any case. Left out: its client, or who has its e-mail address and date of birth, or a new one.',
    }),
  }),
  result: requestOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['already-decided', 'taken'],
  needs: ['table:read', 'table:write'],
});

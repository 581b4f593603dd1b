import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { clientId, practiceId } from '../../../shared/domain/id.ts';

export const clearEmailMark = route({
  name: 'clear-email-mark',
  area: 'practice',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/clients/{clientId}/email-mark',
  summary: 'Staff have made sure that a client’s address takes e-mails again, after one came back.',
  caller: anyStaff,
  params: z.object({ practiceId, clientId }),
  result: z.undefined(),
  status: 204,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

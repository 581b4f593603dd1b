import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { clientRecord } from '../../../shared/domain/client-record.ts';
import { clientId, practiceId } from '../../../shared/domain/id.ts';

export const readClient = route({
  name: 'read-client',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/clients/{clientId}',
  summary: 'One client of the practice, as its staff see them.',
  caller: anyStaff,
  params: z.object({ practiceId, clientId }),
  result: clientRecord,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

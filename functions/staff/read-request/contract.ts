import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId, requestId } from '../../../shared/domain/id.ts';
import { requestRecord } from '../../../shared/domain/request-record.ts';

export const readRequest = route({
  name: 'read-request',
  area: 'requests',
  method: 'GET',
  path: '/v1/practices/{practiceId}/requests/{requestId}',
  summary: 'One request, as its staff see it.',
  caller: anyStaff,
  params: z.object({ practiceId, requestId }),
  result: requestRecord,
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

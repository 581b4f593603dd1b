import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, serviceId } from '../../../shared/domain/id.ts';

export const archiveService = route({
  name: 'archive-service',
  area: 'catalogue',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/services/{serviceId}',
  summary: 'Archives a service: it is offered no more, and appointments keep it.',
  caller: managers,
  params: z.object({ practiceId, serviceId }),
  result: z.undefined(),
  status: 204,
  versioned: true,
  refusals: ['not-found', 'in-use'],
  needs: ['table:read', 'table:write'],
});

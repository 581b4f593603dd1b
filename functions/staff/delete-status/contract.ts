import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, statusId } from '../../../shared/domain/id.ts';

export const deleteStatus = route({
  name: 'delete-status',
  area: 'catalogue',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/statuses/{statusId}',
  summary: 'Deletes an appointment status that no appointment ever had and no setting names.',
  caller: managers,
  params: z.object({ practiceId, statusId }),
  result: z.undefined(),
  status: 204,
  versioned: true,
  refusals: ['not-found', 'in-use'],
  needs: ['table:read', 'table:write'],
});

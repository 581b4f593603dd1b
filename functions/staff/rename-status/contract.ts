import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { status, statusView } from '../../../shared/domain/catalogue.ts';
import { practiceId, statusId } from '../../../shared/domain/id.ts';

export const renameStatus = route({
  name: 'rename-status',
  area: 'catalogue',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/statuses/{statusId}',
  summary: 'Gives an appointment status another name; its kind stays.',
  caller: managers,
  params: z.object({ practiceId, statusId }),
  body: z.strictObject({ name: status.shape.name }),
  result: statusView,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

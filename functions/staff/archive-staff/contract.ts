import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const archiveStaff = route({
  name: 'archive-staff',
  area: 'catalogue',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/staff/{staffId}',
  summary: 'Archives a member of staff, whose sessions end; their appointments keep them.',
  caller: managers,
  params: z.object({ practiceId, staffId }),
  result: z.undefined(),
  status: 204,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { bellId, practiceId } from '../../../shared/domain/id.ts';

export const markBellRead = route({
  name: 'mark-bell-read',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/bell/reading',
  summary: 'Marks entries of one’s own bell list as read; those that are read already, or gone, stay so.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  body: z.strictObject({ entryIds: z.array(bellId).min(1).max(50) }),
  result: z.object({ unread: z.int().meta({ description: 'Of the newest 100.' }) }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

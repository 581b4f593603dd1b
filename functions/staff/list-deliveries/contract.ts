import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { delivery } from '../../../shared/domain/delivery.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listDeliveries = route({
  name: 'list-deliveries',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/deliveries',
  summary:
    'What was sent to whom, newest first, and what became of it: bounces, complaints, what was held back.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(delivery),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

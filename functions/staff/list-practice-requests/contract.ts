import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';
import { requestRecord } from '../../../shared/domain/request-record.ts';

export const listPracticeRequests = route({
  name: 'list-practice-requests',
  area: 'requests',
  method: 'GET',
  path: '/v1/practices/{practiceId}/requests',
  summary:
    'The requests of the practice: those that wait, the most urgent first, or those decided, the latest first.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject({ ...pageQuery, state: z.enum(['open', 'decided']).default('open') }),
  result: pageOf(requestRecord),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

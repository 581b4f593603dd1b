import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';
import { waitlistRecord } from '../../../shared/domain/waitlist-view.ts';

export const listPracticeWaitlist = route({
  name: 'list-practice-waitlist',
  area: 'waitlist',
  method: 'GET',
  path: '/v1/practices/{practiceId}/waitlist',
  summary:
    'Who waits for an earlier time: by clinician, in the order of asking, with what is offered to whom.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(waitlistRecord),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

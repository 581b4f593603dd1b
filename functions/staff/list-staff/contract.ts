import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { staff } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listStaff = route({
  name: 'list-staff',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/staff',
  summary: 'The staff of the practice, in the order in which they came.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(staff),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { statusView } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listStatuses = route({
  name: 'list-statuses',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/statuses',
  summary: "The practice's own appointment statuses.",
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(statusView),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { location } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listLocations = route({
  name: 'list-locations',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/locations',
  summary: 'The places at which the practice sees clients.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(location),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

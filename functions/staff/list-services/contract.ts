import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { service } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listServices = route({
  name: 'list-services',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/services',
  summary: 'The services that the practice gives.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(service),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

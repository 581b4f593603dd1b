import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, templateId } from '../../../shared/domain/id.ts';

export const deleteTemplate = route({
  name: 'delete-template',
  area: 'templates',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/templates/{templateId}',
  summary: 'Takes the practice’s own words for a notice back: it has the default ones again.',
  caller: managers,
  params: z.object({ practiceId, templateId }),
  result: z.undefined(),
  status: 204,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, templateId } from '../../../shared/domain/id.ts';
import { template, templateWords } from '../../../shared/domain/template.ts';

export const updateTemplate = route({
  name: 'update-template',
  area: 'templates',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/templates/{templateId}',
  summary: 'Changes the practice’s own words for a notice; what is left out stays.',
  caller: managers,
  params: z.object({ practiceId, templateId }),
  body: templateWords.partial(),
  result: template,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { templateView } from '../../../shared/domain/template.ts';

export const listTemplates = route({
  name: 'list-templates',
  area: 'templates',
  method: 'GET',
  path: '/v1/practices/{practiceId}/templates',
  summary:
    'What each notice to clients says by e-mail and by text: the practice’s own words or the default ones, and what they may name.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  result: z.object({ items: z.array(templateView), next: z.null() }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

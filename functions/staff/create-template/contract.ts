import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { channel, notice, template, templateWords } from '../../../shared/domain/template.ts';

export const createTemplate = route({
  name: 'create-template',
  area: 'templates',
  method: 'POST',
  path: '/v1/practices/{practiceId}/templates',
  summary: 'Gives one notice by one channel words of the practice’s own.',
  caller: managers,
  params: z.object({ practiceId }),
  body: templateWords.extend({ notice, channel }),
  result: template,
  status: 201,
  idempotent: true,
  refusals: ['already-there'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { importId, practiceId } from '../../../shared/domain/id.ts';
import { importView } from '../../../shared/domain/import/progress.ts';

export const readImport = route({
  name: 'read-import',
  area: 'imports',
  method: 'GET',
  path: '/v1/practices/{practiceId}/imports/{importId}',
  summary: 'How far an import has come.',
  caller: managers,
  params: z.object({ practiceId, importId }),
  result: importView,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

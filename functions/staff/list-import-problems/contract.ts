import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { importId, practiceId } from '../../../shared/domain/id.ts';
import { importProblem } from '../../../shared/domain/import/problem.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listImportProblems = route({
  name: 'list-import-problems',
  area: 'imports',
  method: 'GET',
  path: '/v1/practices/{practiceId}/imports/{importId}/problems',
  summary: 'The bad rows of an import in the order of the file: line, field and reason.',
  caller: managers,
  params: z.object({ practiceId, importId }),
  query: z.strictObject(pageQuery),
  result: pageOf(importProblem.meta({ id: 'ImportProblem' })),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readProblem = route({
  name: 'read-problem',
  area: 'docs',
  method: 'GET',
  path: '/problems/{name}',
  summary: 'The page of one kind of problem: what it means and what to do.',
  caller: anyone,
  params: z.object({ name: z.string().regex(/^[a-z-]{1,64}$/) }),
  result: z.string(),
  mediaType: 'text/html; charset=utf-8',
  refusals: ['not-found'],
  needs: [],
});

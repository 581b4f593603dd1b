import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const answerUnknown = route({
  name: 'answer-unknown',
  area: 'docs',
  method: 'GET',
  path: '$default',
  summary: 'Answers every path that is none of ours.',
  caller: anyone,
  // Nothing is wrong with a query of what is not there.
  query: z.looseObject({}),
  result: z.undefined(),
  refusals: ['not-found'],
  needs: [],
});

import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readDocs = route({
  name: 'read-docs',
  area: 'docs',
  method: 'GET',
  path: '/docs',
  summary: 'A page to read and try this API.',
  caller: anyone,
  result: z.string(),
  mediaType: 'text/html; charset=utf-8',
  refusals: [],
  needs: [],
});

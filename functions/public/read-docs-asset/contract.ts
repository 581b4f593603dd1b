import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readDocsAsset = route({
  name: 'read-docs-asset',
  area: 'docs',
  method: 'GET',
  path: '/docs/{asset}',
  summary: 'A script or style of the documentation page.',
  caller: anyone,
  params: z.object({ asset: z.enum(['swagger-ui.css', 'swagger-ui.js', 'start.js']) }),
  result: z.string(),
  mediaType: 'text/plain; charset=utf-8',
  refusals: ['not-found'],
  needs: [],
});

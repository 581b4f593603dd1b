import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readOpenapi = route({
  name: 'read-openapi',
  area: 'docs',
  method: 'GET',
  path: '/v1/openapi.json',
  summary: 'This API as OpenAPI 3.1.',
  caller: anyone,
  result: z.record(z.string(), z.unknown()),
  refusals: [],
  needs: [],
});

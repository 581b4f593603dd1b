import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readHealth = route({
  name: 'read-health',
  area: 'portal',
  method: 'GET',
  path: '/v1/health',
  summary: 'Says whether this region answers and reaches its table.',
  caller: anyone,
  result: z.object({ region: z.string(), version: z.string(), table: z.enum(['reachable', 'unreachable']) }),
  refusals: [],
  needs: ['table:read'],
});

import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';

export const endSession = route({
  name: 'end-session',
  area: 'session',
  method: 'DELETE',
  path: '/v1/me/session',
  summary: 'Signs out.',
  caller: aClientOrLink,
  result: z.undefined(),
  status: 204,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

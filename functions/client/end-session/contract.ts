import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';

export const endSession = route({
  name: 'end-session',
  area: 'session',
  method: 'DELETE',
  path: '/v1/me/session',
  summary: 'Signs out; everywhere, if all is true.',
  caller: aClientOrLink,
  query: z.strictObject({
    all: z.enum(['true', 'false']).default('false').meta({
      description:
        'true: every session of this person; by an appointment link, every one of that appointment.',
    }),
  }),
  result: z.undefined(),
  status: 204,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

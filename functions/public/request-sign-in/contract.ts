import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { emailAddress } from '../../../shared/domain/client.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

export const requestSignIn = route({
  name: 'request-sign-in',
  area: 'portal',
  method: 'POST',
  path: '/v1/portals/{slug}/sign-in-requests',
  summary: 'Asks for a link and a six-digit code by e-mail; the answer is the same whether anybody is known.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  body: z.strictObject({ email: emailAddress }),
  result: z.object({ minutes: z.int().meta({ description: 'How long link and code live.' }) }),
  status: 202,
  refusals: ['not-found', 'portal-off', 'booking-off', 'feature-off'],
  needs: ['table:read', 'table:write'],
});

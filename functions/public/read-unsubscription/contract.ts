import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readUnsubscription = route({
  name: 'read-unsubscription',
  area: 'portal',
  method: 'GET',
  path: '/v1/unsubscriptions/{token}',
  summary: 'A page with a button that ends e-mails to a client; opening it ends nothing.',
  caller: anyone,
  params: z.object({ token: z.string().min(1).max(160) }),
  result: z.string(),
  mediaType: 'text/html; charset=utf-8',
  refusals: ['not-found'],
  needs: ['table:read'],
});

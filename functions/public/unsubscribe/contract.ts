import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const unsubscribe = route({
  name: 'unsubscribe',
  area: 'portal',
  method: 'POST',
  path: '/v1/unsubscriptions/{token}',
  summary:
    'Ends e-mails to a client, by the one click of a mail program (RFC 8058) or the button of the page.',
  caller: anyone,
  params: z.object({ token: z.string().min(1).max(160) }),
  body: z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }),
  form: true,
  result: z.string(),
  mediaType: 'text/html; charset=utf-8',
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readStaffSignIn = route({
  name: 'read-staff-sign-in',
  area: 'portal',
  method: 'GET',
  path: '/v1/staff/sign-in',
  summary: 'Where the page for staff sends them to sign in, with their identity provider.',
  caller: anyone,
  result: z.object({
    authorizeUrl: z.url(),
    clientId: z.string(),
    redirectUri: z.url().meta({ description: 'Our own page, to which the provider sends them back.' }),
    scope: z.string(),
  }),
  refusals: [],
  needs: ['identity:read'],
});

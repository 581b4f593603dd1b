import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { preferencesView } from '../../../shared/domain/reach.ts';

export const updatePreferences = route({
  name: 'update-preferences',
  area: 'session',
  method: 'PATCH',
  path: '/v1/me/preferences',
  summary: 'A client chooses notices by e-mail and by text; what is left out stays.',
  caller: aClient,
  body: z.strictObject({ notices: z.strictObject({ email: z.boolean(), text: z.boolean() }).partial() }),
  result: preferencesView,
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

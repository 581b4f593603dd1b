import { aClient, route } from '../../../shared/contract.ts';
import { preferencesView } from '../../../shared/domain/reach.ts';

export const readPreferences = route({
  name: 'read-preferences',
  area: 'session',
  method: 'GET',
  path: '/v1/me/preferences',
  summary: 'Whether a client gets notices by e-mail and by text.',
  caller: aClient,
  result: preferencesView,
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

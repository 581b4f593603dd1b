import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';

export const replaceCalendarFeed = route({
  name: 'replace-calendar-feed',
  area: 'session',
  method: 'PUT',
  path: '/v1/me/calendar-feed',
  summary: 'Gives a client a new private address of their calendar; the old one dies at once.',
  caller: aClient,
  result: z.object({
    url: z.string().meta({ description: 'Told once: only a hash of it is kept.' }),
    webcalUrl: z.string().meta({ description: 'The same, opened by calendar programs.' }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

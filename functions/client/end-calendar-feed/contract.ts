import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';

export const endCalendarFeed = route({
  name: 'end-calendar-feed',
  area: 'session',
  method: 'DELETE',
  path: '/v1/me/calendar-feed',
  summary: 'Takes away the private address of a client’s calendar.',
  caller: aClient,
  result: z.undefined(),
  status: 204,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

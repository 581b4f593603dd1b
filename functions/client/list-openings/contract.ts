import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { bookableTimes, openingsQuery } from '../../../shared/domain/booking-view.ts';

export const listOpenings = route({
  name: 'list-openings',
  area: 'requests',
  method: 'GET',
  path: '/v1/me/openings',
  summary: 'The times that a client can ask for, each with every clinician who is free then.',
  caller: aClient,
  query: z.strictObject(openingsQuery),
  result: bookableTimes,
  refusals: ['booking-off', 'feature-off'],
  needs: ['table:read', 'table:write'],
});

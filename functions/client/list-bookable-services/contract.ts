import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { bookableServiceView } from '../../../shared/domain/booking-view.ts';

export const listBookableServices = route({
  name: 'list-bookable-services',
  area: 'requests',
  method: 'GET',
  path: '/v1/me/services',
  summary: 'What a client can ask an appointment for, and with whom.',
  caller: aClient,
  result: z.object({ items: z.array(bookableServiceView), next: z.null() }),
  refusals: ['booking-off', 'feature-off'],
  needs: ['table:read', 'table:write'],
});

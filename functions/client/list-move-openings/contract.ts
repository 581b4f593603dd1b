import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { localDate } from '../../../shared/domain/appointment.ts';
import { openingView } from '../../../shared/domain/appointment-view.ts';
import { appointmentId } from '../../../shared/domain/id.ts';

export const listMoveOpenings = route({
  name: 'list-move-openings',
  area: 'appointments',
  method: 'GET',
  path: '/v1/me/appointments/{appointmentId}/openings',
  summary: 'The times that one appointment may move to.',
  caller: aClientOrLink,
  params: z.object({ appointmentId }),
  query: z.strictObject({
    from: localDate.optional().meta({ description: 'First local date; today if left out.' }),
    to: localDate.optional().meta({ description: 'Local date after the last one; at most 62 days on.' }),
  }),
  result: z.object({ items: z.array(openingView), next: z.null() }),
  refusals: [
    'window-closed',
    'phone-required',
    'not-bookable-online',
    'begun',
    'already-cancelled',
    'not-changeable',
  ],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

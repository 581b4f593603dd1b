import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { appointmentId } from '../../../shared/domain/id.ts';

export const readAppointmentCalendar = route({
  name: 'read-appointment-calendar',
  area: 'appointments',
  method: 'GET',
  path: '/v1/me/appointments/{appointmentId}/calendar',
  summary: 'One appointment as an iCalendar file.',
  caller: aClientOrLink,
  params: z.object({ appointmentId }),
  result: z.string(),
  mediaType: 'text/calendar; charset=utf-8',
  refusals: ['not-found'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

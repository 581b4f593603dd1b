import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { appointmentView } from '../../../shared/domain/appointment-view.ts';
import { appointmentId } from '../../../shared/domain/id.ts';

export const readAppointment = route({
  name: 'read-appointment',
  area: 'appointments',
  method: 'GET',
  path: '/v1/me/appointments/{appointmentId}',
  summary: 'One appointment with what may be done about it, and until when.',
  caller: aClientOrLink,
  params: z.object({ appointmentId }),
  result: appointmentView,
  versioned: true,
  refusals: ['not-found'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';

export const createAppointmentLink = route({
  name: 'create-appointment-link',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/link',
  summary: 'Makes a link that opens one appointment for its client, who proves who they are first.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  result: z.object({
    url: z.string(),
    token: z.string(),
    endsAt: instant,
    missing: z
      .array(z.enum(['dateOfBirth', 'postcode']))
      .meta({ description: 'To be completed on the record, or the client cannot prove who they are.' }),
  }),
  status: 201,
  refusals: ['portal-off', 'access-disabled', 'already-cancelled', 'not-changeable', 'begun'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

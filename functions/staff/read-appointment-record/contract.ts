import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';
import { reach } from '../../../shared/domain/reach.ts';
import { appointmentRecord } from '../../../shared/domain/staff-appointment-view.ts';

export const readAppointmentRecord = route({
  name: 'read-appointment-record',
  area: 'appointments',
  method: 'GET',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}',
  summary: 'One appointment of the practice, as its staff see it.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  result: appointmentRecord.extend({ reach }),
  versioned: true,
  refusals: ['not-found'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

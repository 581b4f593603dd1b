import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';
import { bufferChoice } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const restoreAppointment = route({
  name: 'restore-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/restoration',
  summary:
    'Takes back a cancellation or a deletion: the appointment claims its time again. Admins and managers may, and clinicians with their own.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  body: z.strictObject(bufferChoice),
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable', 'taken'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

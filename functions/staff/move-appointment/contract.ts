import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';
import { changeDraft } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const moveAppointment = route({
  name: 'move-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/change',
  summary:
    'Gives an appointment another time, length, service or place. Admins and managers may, and clinicians with their own.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  body: changeDraft,
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable', 'already-cancelled', 'unchanged', 'taken'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

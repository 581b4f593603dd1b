import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId, statusId } from '../../../shared/domain/id.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const callOffAppointment = route({
  name: 'call-off-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/cancellation',
  summary:
    'Cancels an appointment, at any time, and frees its time. Admins and managers may, and clinicians with their own.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  body: z.strictObject({
    statusId: statusId
      .optional()
      .meta({ description: "One that frees the time; the practice's for cancelled, if left out." }),
  }),
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable', 'already-cancelled'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

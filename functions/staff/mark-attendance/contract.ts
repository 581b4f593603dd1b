import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId, statusId } from '../../../shared/domain/id.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const markAttendance = route({
  name: 'mark-attendance',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/attendance',
  summary:
    'Gives an appointment a status that keeps its time: attended, not come, booked. Admins and managers may, and clinicians with their own.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  body: z.strictObject({ statusId }),
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable', 'already-cancelled', 'unchanged'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

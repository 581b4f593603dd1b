import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const deleteAppointment = route({
  name: 'delete-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/deletion',
  summary:
    'Takes an appointment out of diary and lists and frees its time; it stays as a record. Admins and managers may, and clinicians with their own.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId, staffId } from '../../../shared/domain/id.ts';
import { bufferChoice } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const handOverAppointment = route({
  name: 'hand-over-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}/staff-change',
  summary: 'Hands an appointment over to another clinician, at its time.',
  caller: managers,
  params: z.object({ practiceId, appointmentId }),
  body: z.strictObject({ staffId, ...bufferChoice }),
  result: staffOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: ['not-changeable', 'already-cancelled', 'unchanged', 'taken'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

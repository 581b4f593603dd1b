import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { appointmentOutcome } from '../../../shared/domain/appointment-view.ts';
import { appointmentId } from '../../../shared/domain/id.ts';

export const cancelAppointment = route({
  name: 'cancel-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/me/appointments/{appointmentId}/cancellation',
  summary: 'A client gives up one of their own appointments.',
  caller: aClientOrLink,
  params: z.object({ appointmentId }),
  body: z.strictObject({
    policyVersion: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The version of the policy that was shown.' }),
  }),
  result: appointmentOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: [
    'window-closed',
    'phone-required',
    'begun',
    'already-cancelled',
    'not-changeable',
    'policy-changed',
  ],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

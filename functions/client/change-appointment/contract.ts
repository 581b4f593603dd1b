import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { appointmentOutcome } from '../../../shared/domain/appointment-view.ts';
import { appointmentId } from '../../../shared/domain/id.ts';

export const changeAppointment = route({
  name: 'change-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/me/appointments/{appointmentId}/change',
  summary: 'A client moves one of their own appointments to an opening of the same clinician and service.',
  caller: aClientOrLink,
  params: z.object({ appointmentId }),
  body: z.strictObject({ startsAt: instant }),
  result: appointmentOutcome,
  idempotent: true,
  versioned: 'when-sent',
  refusals: [
    'window-closed',
    'phone-required',
    'not-bookable-online',
    'begun',
    'already-cancelled',
    'not-changeable',
    'unchanged',
    'not-an-opening',
    'taken',
  ],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

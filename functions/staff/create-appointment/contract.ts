import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { clientId, locationId, practiceId, serviceId, staffId, statusId } from '../../../shared/domain/id.ts';
import { bufferChoice, staffDuration, staffStart } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcome } from '../../../shared/domain/staff-appointment-view.ts';

export const createAppointment = route({
  name: 'create-appointment',
  area: 'appointments',
  method: 'POST',
  path: '/v1/practices/{practiceId}/appointments',
  summary:
    'Makes an appointment, whatever hours, notice and grid; only never two at once. Admins and managers may, and clinicians for themselves.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  body: z.strictObject({
    clientId,
    staffId,
    serviceId: serviceId.nullable(),
    locationId: locationId.nullable(),
    startsAt: staffStart,
    durationMinutes: staffDuration.optional().meta({ description: "The service's, if left out." }),
    statusId: statusId.optional().meta({ description: 'The first of the kind booked, if left out.' }),
    ...bufferChoice,
  }),
  result: staffOutcome,
  status: 201,
  idempotent: true,
  refusals: ['taken'],
  needs: ['table:read', 'table:write'],
});

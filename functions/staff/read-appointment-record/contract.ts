import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointment, instant } from '../../../shared/domain/appointment.ts';
import {
  appointmentId,
  clientId,
  locationId,
  practiceId,
  serviceId,
  staffId,
  statusId,
} from '../../../shared/domain/id.ts';

const kept = appointment.shape;

export const readAppointmentRecord = route({
  name: 'read-appointment-record',
  area: 'appointments',
  method: 'GET',
  path: '/v1/practices/{practiceId}/appointments/{appointmentId}',
  summary: 'One appointment of the practice, as its staff see it.',
  caller: anyStaff,
  params: z.object({ practiceId, appointmentId }),
  result: z.object({
    id: appointmentId,
    client: z.object({ id: clientId, name: z.string() }),
    clinician: z.object({ id: staffId, name: z.string() }),
    service: z.object({ id: serviceId, name: z.string() }).nullable(),
    location: z.object({ id: locationId, name: z.string() }).nullable(),
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    when: z.string().meta({ description: 'The time in words, with weekday, date and zone by name.' }),
    status: z.object({ id: statusId, name: z.string(), kind: kept.statusKind }),
    paid: kept.paid,
    lateChange: kept.lateChange,
    lateReference: kept.lateReference,
    policyVersion: kept.policyVersion,
    test: kept.test,
    version: kept.version,
  }),
  versioned: true,
  refusals: ['not-found'],
  loads: 'appointment',
  needs: ['table:read', 'table:write'],
});

import type { Appointment } from './appointment.ts';
import type { EventData } from './event.ts';
import type { AppointmentRequest } from './request.ts';

/** What every event of an appointment says of it: ids, times and codes (product 8.1). */
export const appointmentFacts = (appointment: Appointment): EventData<'appointment.restored.v1'> => ({
  appointmentId: appointment.id,
  clientId: appointment.clientId,
  staffId: appointment.staffId,
  serviceId: appointment.serviceId,
  locationId: appointment.locationId,
  startsAt: appointment.startsAt,
  endsAt: appointment.endsAt,
  zone: appointment.zone,
  statusId: appointment.statusId,
  statusKind: appointment.statusKind,
});

/** What every event of a request says of it: ids, times and codes; nothing of the person (product 8.1). */
export const requestFacts = (request: AppointmentRequest): EventData<'request.opened.v1'> => ({
  requestId: request.id,
  clientId: request.clientId,
  staffId: request.staffId,
  serviceId: request.serviceId,
  locationId: request.locationId,
  startsAt: request.startsAt,
  endsAt: request.endsAt,
  zone: request.zone,
  state: request.state,
  round: request.round,
  deadline: request.deadline,
});

import type { Appointment } from './appointment.ts';
import type { EventData } from './event.ts';

/** What every event of an appointment says of it: ids, times and codes (product 8.1). */
export const appointmentFacts = (appointment: Appointment): EventData<'appointment.created.v1'> => ({
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

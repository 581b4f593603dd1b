import type { Appointment } from './appointment.ts';
import type { EventData } from './event.ts';
import type { AppointmentRequest } from './request.ts';
import type { Offer, WaitlistEntry } from './waitlist.ts';

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

/** What every event of an entry of the waiting list says of it. */
export const waitlistFacts = (entry: WaitlistEntry): EventData<'waitlist.joined.v1'> => ({
  entryId: entry.id,
  clientId: entry.clientId,
  appointmentId: entry.appointmentId,
  staffId: entry.staffId,
  from: entry.from,
  to: entry.to,
});

/** What every event of an offer says of it. */
export const offerFacts = (offer: Offer): EventData<'offer.made.v1'> => ({
  offerId: offer.id,
  entryId: offer.entryId,
  clientId: offer.clientId,
  appointmentId: offer.appointmentId,
  staffId: offer.staffId,
  serviceId: offer.serviceId,
  locationId: offer.locationId,
  startsAt: offer.startsAt,
  endsAt: offer.endsAt,
  zone: offer.zone,
  until: offer.until,
  freedStartsAt: offer.freedStartsAt,
  freedEndsAt: offer.freedEndsAt,
});

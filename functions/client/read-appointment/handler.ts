import { getReferred } from '../../../shared/data/catalogue.ts';
import { appointmentViewOf } from '../../../shared/domain/appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readAppointment } from './contract.ts';

/** One of a client's appointments, with what they may do about it and until when (product 3.1). */
export const handler = api(readAppointment, async ({ actor, appointment, now }) => {
  const referred = await getReferred(actor, appointment, [appointment.statusId]);
  return appointmentViewOf(appointment, { ...actor, ...referred, now });
});

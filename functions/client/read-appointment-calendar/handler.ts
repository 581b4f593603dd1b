import { getReferred } from '../../../shared/data/catalogue.ts';
import { appointmentCalendar } from '../../../shared/gateway/calendar.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { readAppointmentCalendar } from './contract.ts';

/** One appointment for the client's own calendar. */
export const handler = api(readAppointmentCalendar, async ({ actor, appointment, now }) => {
  const { clinician, location } = await getReferred(actor, appointment, []);
  const { content } = appointmentCalendar({
    appointment,
    practice: actor.practice,
    clinician,
    location,
    invitation: null,
    now,
  });
  return new Reply(content, { headers: { 'content-disposition': 'attachment; filename="appointment.ics"' } });
});

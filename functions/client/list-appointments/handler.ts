import { listAppointmentsOfClient } from '../../../shared/data/appointment.ts';
import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { appointmentViewOf, surroundingsOf } from '../../../shared/domain/appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listAppointments } from './contract.ts';

/** A client's own appointments, a page at a time (product 3.1). */
export const handler = api(listAppointments, async ({ actor, query, now }) => {
  const { when, ...page } = query;
  const [appointments, catalogue] = await Promise.all([
    listAppointmentsOfClient(actor, actor.clientId, when, now, page),
    getCatalogue(actor),
  ]);
  const items = appointments.items.map((appointment) =>
    appointmentViewOf(appointment, { ...actor, ...surroundingsOf(appointment, catalogue), now }),
  );
  return { items, next: appointments.next };
});

import { getAppointments } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { listWaitlistOfClient } from '../../../shared/data/waitlist.ts';
import { endOf, isOwn } from '../../../shared/domain/waitlist-rules.ts';
import { waitlistEntryViewOf } from '../../../shared/domain/waitlist-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listWaitlist } from './contract.ts';

/** A client's own entries that stand; by an appointment's link that appointment's alone (product 4.5). */
export const handler = api(listWaitlist, async ({ actor, query, now }) => {
  const [entries, staff] = await Promise.all([
    listWaitlistOfClient(actor, actor.clientId, query),
    getAllOf(actor, 'staff'),
  ]);
  const own = entries.items.filter((entry) => isOwn(actor, entry));
  const appointments = await getAppointments(
    actor,
    own.map(({ appointmentId }) => appointmentId),
  );
  const items = own.flatMap((entry) => {
    const appointment = appointments.find(({ id }) => id === entry.appointmentId);
    if (!appointment || endOf(entry, appointment, now) !== null) return [];
    return waitlistEntryViewOf(entry, appointment, { practice: actor.practice, catalogue: { staff }, now });
  });
  return { items, next: entries.next };
});

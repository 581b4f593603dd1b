import { getAppointments } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClients } from '../../../shared/data/client.ts';
import { transact } from '../../../shared/data/table.ts';
import { listWaitlist } from '../../../shared/data/waitlist.ts';
import { endOf } from '../../../shared/domain/waitlist-rules.ts';
import { waitlistRecordOf } from '../../../shared/domain/waitlist-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listPracticeWaitlist } from './contract.ts';

/** Staff see who waits, and for what (product 4.5); who looked is in the audit log. */
export const handler = api(listPracticeWaitlist, async ({ actor, query, change, now }) => {
  const [entries, staff] = await Promise.all([listWaitlist(actor, query), getAllOf(actor, 'staff')]);
  const [appointments, clients] = await Promise.all([
    getAppointments(
      actor,
      entries.items.map(({ appointmentId }) => appointmentId),
    ),
    getClients(
      actor,
      entries.items.map(({ clientId }) => clientId),
    ),
  ]);
  const items = entries.items.flatMap((entry) => {
    const appointment = appointments.find(({ id }) => id === entry.appointmentId);
    if (!appointment || endOf(entry, appointment, now) !== null) return [];
    const client = clients.find(({ id }) => id === entry.clientId);
    const around = { practice: actor.practice, catalogue: { staff }, now };
    return waitlistRecordOf(entry, appointment, client, around);
  });
  if (items.length > 0) {
    const note = items.map(({ id }) => id).join(' ');
    await transact([auditRow(actor, change, 'waitlist.read', { note })]);
  }
  return { items, next: entries.next };
});

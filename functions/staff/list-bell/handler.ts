import { getAppointments } from '../../../shared/data/appointment.ts';
import { countUnread, listBell as list } from '../../../shared/data/bell.ts';
import { getStaffNames } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClients } from '../../../shared/data/client.ts';
import { getRequests } from '../../../shared/data/request.ts';
import { transact } from '../../../shared/data/table.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listBell } from './contract.ts';
import { withNames } from './entries.ts';

/** A member of staff sees what clients did with appointments; the entries hold ids, the names are read here. */
export const handler = api(listBell, async ({ actor, query, change }) => {
  const { staffId, practice } = actor;
  const [{ items, next }, unread] = await Promise.all([
    list(actor, staffId, query),
    countUnread(actor, staffId),
  ]);
  const asked = items.filter((entry) => entry.clientId === null);
  const [clients, requests, appointments] = await Promise.all([
    getClients(
      actor,
      items.flatMap((entry) => entry.clientId ?? []),
    ),
    getRequests(
      actor,
      asked.flatMap((entry) => entry.requestId ?? []),
    ),
    getAppointments(
      actor,
      items.flatMap((entry) => entry.appointmentId ?? []),
    ),
  ]);
  const clinicians = await getStaffNames(actor, [
    ...appointments.map((appointment) => appointment.staffId),
    ...items.flatMap((entry) => entry.staffId ?? []),
  ]);
  if (clients.length + requests.length > 0) {
    const note = [...clients, ...requests].map(({ id }) => id).join(' ');
    await transact([auditRow(actor, change, 'bell.read', { note })]);
  }
  const named = { clients, requests, appointments, clinicians, country: practice.country };
  return { items: items.map((entry) => withNames(entry, named)), next, unread };
});

import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClients } from '../../../shared/data/client.ts';
import { listDiary as list } from '../../../shared/data/diary.ts';
import { transact } from '../../../shared/data/table.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideDiary } from '../../../shared/domain/diary.ts';
import { appointmentRecordOf } from '../../../shared/domain/staff-appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listDiary } from './contract.ts';

/** Staff look at the diary of a clinician, or of all; whose appointments they saw is in the audit log. */
export const handler = api(listDiary, async ({ actor, query, change, now }) => {
  const { practice } = actor;
  const catalogue = await getCatalogue(actor);
  const { staffIds, range } = granted(decideDiary(query, catalogue.staff, practice.zone, now));
  const { items, next } = await list(actor, staffIds, range, query);
  const clients = await getClients(
    actor,
    items.map(({ clientId }) => clientId),
  );
  if (clients.length > 0) {
    const note = clients.map(({ id }) => id).join(' ');
    await transact([auditRow(actor, change, 'diary.read', { note })]);
  }
  const named = <T extends { id: string }>(list: readonly T[], id: string | null) =>
    list.find((entry) => entry.id === id);
  return {
    items: items.map((it) =>
      appointmentRecordOf(it, {
        client: named(clients, it.clientId),
        clinician: named(catalogue.staff, it.staffId),
        service: named(catalogue.services, it.serviceId) ?? null,
        location: named(catalogue.locations, it.locationId) ?? null,
        status: named(catalogue.statuses, it.statusId),
        practice,
      }),
    ),
    next,
  };
});

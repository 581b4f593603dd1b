import { getReferred } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { transact } from '../../../shared/data/table.ts';
import { fullName } from '../../../shared/domain/client.ts';
import { found } from '../../../shared/domain/decision.ts';
import { whenText } from '../../../shared/domain/when.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readAppointmentRecord } from './contract.ts';

/** Staff look at one appointment; whose it was that they looked at is in the audit log. */
export const handler = api(readAppointmentRecord, async ({ actor, appointment, change }) => {
  const { clientId, statusId, statusKind, startsAt, zone } = appointment;
  const [{ clinician, service, location, statuses }, record] = await Promise.all([
    getReferred(actor, appointment, [statusId]),
    getClient(actor, clientId),
    transact([auditRow(actor, change, 'appointment.read', { clientId, note: appointment.id })]),
  ]);
  const client = found(record);
  return {
    ...appointment,
    client: { id: client.id, name: fullName(client) },
    clinician,
    service,
    location,
    when: whenText(startsAt, { zone, country: actor.practice.country }),
    status: { id: statusId, name: statuses[0]?.name ?? statusKind, kind: statusKind },
  };
});

import { getReferred } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { getMarks } from '../../../shared/data/reach.ts';
import { transact } from '../../../shared/data/table.ts';
import { found } from '../../../shared/domain/decision.ts';
import { reachOf } from '../../../shared/domain/reach.ts';
import { appointmentRecordOf } from '../../../shared/domain/staff-appointment-view.ts';
import { takesTexts } from '../../../shared/gateway/phone-kind.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readAppointmentRecord } from './contract.ts';

/**
 * Staff look at one appointment, a deleted one too; whose it was that they looked at is in the audit log. It shows
 * whether notices reach the client (product 6.4).
 */
export const handler = api(readAppointmentRecord, async ({ actor, appointment, change }) => {
  const { clientId, statusId } = appointment;
  const [{ clinician, service, location, statuses }, client] = await Promise.all([
    getReferred(actor, appointment, [statusId]),
    getClient(actor, clientId),
    transact([auditRow(actor, change, 'appointment.read', { clientId, note: appointment.id })]),
  ]);
  const names = { client: found(client), clinician, service, location, status: statuses[0] };
  const marks = await getMarks(actor.practice, names.client);
  return {
    ...appointmentRecordOf(appointment, { ...names, practice: actor.practice }),
    reach: reachOf(names.client, marks, takesTexts(names.client.phone)),
  };
});

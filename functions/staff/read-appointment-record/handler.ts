import { getReferred } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { transact } from '../../../shared/data/table.ts';
import { found } from '../../../shared/domain/decision.ts';
import { appointmentRecordOf } from '../../../shared/domain/staff-appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readAppointmentRecord } from './contract.ts';

/** Staff look at one appointment, a deleted one too; whose it was that they looked at is in the audit log. */
export const handler = api(readAppointmentRecord, async ({ actor, appointment, change }) => {
  const { clientId, statusId } = appointment;
  const [{ clinician, service, location, statuses }, client] = await Promise.all([
    getReferred(actor, appointment, [statusId]),
    getClient(actor, clientId),
    transact([auditRow(actor, change, 'appointment.read', { clientId, note: appointment.id })]),
  ]);
  const names = { client: found(client), clinician, service, location, status: statuses[0] };
  return appointmentRecordOf(appointment, { ...names, practice: actor.practice });
});

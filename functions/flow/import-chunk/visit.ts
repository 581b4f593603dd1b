import { createAppointment } from '../../../shared/data/appointment.ts';
import { getStatus } from '../../../shared/data/catalogue.ts';
import { commit, newId } from '../../../shared/data/change.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { claim, type DaySheet } from '../../../shared/domain/day-sheet.ts';
import type { FieldProblem } from '../../../shared/domain/import/problem.ts';
import type { AppointmentRecord, Reference } from '../../../shared/domain/import/record.ts';
import { resolveOne } from '../../../shared/domain/import/resolve.ts';
import { importedAppointment, statusOf, takesTime, timesOf } from '../../../shared/domain/import/visit.ts';
import { type Context, imported, type Outcome, type Row, refusedRow, type Surroundings } from './context.ts';
import { naming } from './names.ts';
import { newServiceFor, serviceNamed } from './service.ts';

/** An appointment that only has to be written: all that it refers to is known. */
export interface Planned {
  appointment: Appointment;
  /** Where it is the first to have its status: of two that are, the first marks it as used (product 1.7). */
  firstUseOf: string | null;
  /** It lies ahead: it claims its time, and of two that want it the first has it. */
  takesTime: boolean;
  remarks: FieldProblem[];
}

/** The same visit is here already, as an appointment: the row is another name of it. */
export interface Same {
  sameAs: string;
}

export type VisitPlan = Planned | Same | { problems: FieldProblem[] };

/** Where FHIR names the people of a visit; CSV always has its column. */
const paths = {
  appointment: { client: 'Appointment.participant.actor', staff: 'Appointment.participant.actor' },
  encounter: { client: 'Encounter.subject', staff: 'Encounter.participant.individual' },
};

interface Parties {
  clientId: string;
  staffId: string;
  serviceId: string | null;
  locationId: string | null;
}

/** Who, with whom, where: or all of it that cannot be found. */
function partiesOf(
  { directory }: Surroundings,
  record: AppointmentRecord,
): Parties | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const find = (references: readonly Reference[], what: string, path?: string): string | null => {
    const found = resolveOne(references, directory, what);
    if (found && 'id' in found) return found.id;
    const none: FieldProblem = {
      field: references[0]?.field ?? path ?? '',
      reason: `This names no ${what}.`,
      outcome: 'rejected',
    };
    if (found) problems.push(found.problem);
    else if (path !== undefined) problems.push(none);
    return null;
  };
  const path = paths[record.kind];
  const clientId = find(record.client, 'client', path.client);
  const staffId = find(record.staff, 'clinician', path.staff);
  const locationId = find(record.location, 'location');
  const serviceId = find(record.service ? [record.service] : [], 'service');
  if (problems.length > 0 || clientId === null || staffId === null) return { problems };
  return { clientId, staffId, serviceId, locationId };
}

/** Finds all that a row refers to, and makes an appointment of it; or says all that is wrong with it. */
export async function planVisit(
  context: Context,
  around: Surroundings,
  record: AppointmentRecord,
): Promise<VisitPlan> {
  const { practice, catalogue, now } = context;
  const same = resolveOne(
    record.sameAs.map((it) => ({ ...it, maybe: true })),
    around.directory,
    'appointment',
  );
  if (same && 'id' in same) return { sameAs: same.id };
  const parties = partiesOf(around, record);
  const status = statusOf(record.status, catalogue.statuses, practice.settings.cancelledStatusId);
  if ('problem' in status || 'problems' in parties)
    return {
      problems: [
        ...('problems' in parties ? parties.problems : []),
        ...('problem' in status ? [status.problem] : []),
      ],
    };
  const location = catalogue.locations.find(({ id }) => id === parties.locationId);
  const known =
    catalogue.services.find(({ id }) => id === parties.serviceId) ??
    serviceNamed(context, record.serviceName);
  const times = timesOf(record, { practice, location, service: known }, now);
  if ('problem' in times) return { problems: [times.problem] };
  const service = known ?? (await newServiceFor(context, record));
  const client = around.clients.get(parties.clientId);
  const appointment = importedAppointment(
    newId('appointment', context.change.clock()),
    record,
    { ...parties, serviceId: service?.id ?? null, test: client?.test ?? false },
    times,
    status,
    practice.preferences,
  );
  const remarks = client?.deceased && times.endsAt > now ? [ofDeceased(record)] : [];
  const firstUseOf = status.used ? null : status.id;
  return { appointment, firstUseOf, takesTime: takesTime(times, status, now), remarks };
}

/** Readings Import 1. */
const ofDeceased = (record: AppointmentRecord): FieldProblem => ({
  field: record.client[0]?.field ?? paths[record.kind].client,
  reason: 'This client is recorded as deceased. The appointment was imported: decide what becomes of it.',
  outcome: 'imported',
});

/** What is to be said of a row whose status was deleted while others were being written, or null. */
export async function statusDeleted(
  { scope }: Context,
  record: AppointmentRecord,
  plan: Planned,
): Promise<Outcome | null> {
  if (plan.firstUseOf === null || (await getStatus(scope, plan.firstUseOf))) return null;
  const reason = 'This status of the practice has just been deleted.';
  return refusedRow({ field: record.status.field, reason, outcome: 'rejected' });
}

/**
 * Writes an appointment, its event and its names in one transaction; one that lies ahead claims its day sheets
 * in the same, or is a bad row where somebody has the time already (product 8.3). Gaps between appointments do
 * not count, as for staff (product 3.4).
 */
export async function writeVisit(
  context: Context,
  around: Surroundings,
  row: Row<AppointmentRecord>,
  plan: Planned | Same,
): Promise<Outcome> {
  const { scope, change } = context;
  const id = 'sameAs' in plan ? plan.sameAs : plan.appointment.id;
  const names = naming(context, around, row, id);
  if ('sameAs' in plan) {
    await commit(scope, change, { writes: names.writes, happenings: [] });
    names.learn();
    return imported(names.remarks);
  }
  const { appointment, remarks } = plan;
  let sheets: DaySheet[] = [];
  if (plan.takesTime) {
    const wanted = { ...appointment, ...timeOf(appointment) };
    const read = await getSheets(scope, appointment.staffId, [wanted]);
    const claimed = claim(read, wanted, change.clock(), { ignoreBuffers: true });
    if (!claimed.allowed)
      return refusedRow({
        field: row.record.start.field,
        reason: 'The clinician has another appointment at this time.',
        outcome: 'rejected',
      });
    sheets = claimed.value;
  }
  const { statuses } = context.catalogue;
  await createAppointment(scope, change, { appointment, sheets, statuses }, { writes: names.writes });
  names.learn();
  const status = statuses.find(({ id }) => id === appointment.statusId);
  if (status) status.used = true;
  return imported([...remarks, ...names.remarks]);
}

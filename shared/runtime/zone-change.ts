import { getAppointments } from '../data/appointment.ts';
import { getCatalogue } from '../data/catalogue.ts';
import type { Change } from '../data/change.ts';
import { getClients } from '../data/client.ts';
import { getSheetsFrom } from '../data/sheet.ts';
import { listDiaryFrom } from '../data/zone-change.ts';
import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import type { Practice } from '../domain/practice.ts';
import {
  cutoffAt,
  FARTHEST,
  heldTimes,
  overlapsOf,
  ownZonedOf,
  planFor,
  ZONE_CHANGE_ACTOR,
  type ZoneShift,
} from '../domain/zone-change.ts';
import type { ZoneChange } from '../domain/zone-change-job.ts';
import {
  type ClinicianReport,
  clientsMoved,
  isToldOfZone,
  reportOf,
  type ZoneReport,
} from '../domain/zone-change-report.ts';
import { firstSheetOf } from '../domain/zone-change-sheets.ts';

/** What routes and the flow of a change of zone share: reading what there is of each clinician. */

/** Appointments ahead last a day at most, so one that begins before this cannot reach those that move. */
const lookBack = FARTHEST + 24 * 3_600_000;

/** Clinicians that are read side by side. */
const WIDTH = 8;

/** The rules' view of a change that begins at an instant. */
export const shiftOf = (
  zones: { from: string; to: string },
  { locations }: Pick<Catalogue, 'locations'>,
  instant: number,
): ZoneShift => ({ ...zones, cutoff: cutoffAt(instant), ownZoned: ownZonedOf(locations) });

/** The rules' view of a change that froze the practice. */
export const shiftOfChange = (it: ZoneChange, catalogue: Pick<Catalogue, 'locations'>): ZoneShift =>
  shiftOf(it, catalogue, Date.parse(it.frozenAt ?? it.createdAt));

/** One clinician's appointments around and after the cutoff, and day sheets, as an index and the table have them. */
const readListed = (scope: Scope, staffId: string, { cutoff }: ZoneShift) =>
  Promise.all([
    listDiaryFrom(scope, staffId, cutoff - lookBack),
    getSheetsFrom(scope, staffId, firstSheetOf(cutoff)),
  ]);

/** The same, each appointment as it is in the table at this moment. */
export async function readClinician(
  scope: Scope,
  staffId: string,
  shift: ZoneShift,
): Promise<{ appointments: Appointment[]; sheets: DaySheet[] }> {
  const [listed, sheets] = await readListed(scope, staffId, shift);
  const ids = listed.map(({ id }) => id);
  const appointments = await getAppointments(scope, ids);
  return { appointments: appointments.filter(({ deletedAt }) => deletedAt === undefined), sheets };
}

/** What a change of zone would do now; nothing is changed (product 1.1). */
export async function surveyZoneChange(
  scope: Scope,
  practice: Practice,
  zones: { from: string; to: string },
  now: number,
): Promise<ZoneReport> {
  const catalogue = await getCatalogue(scope);
  const shift = shiftOf(zones, catalogue, now);
  const clinicians: ClinicianReport[] = [];
  for (let at = 0; at < catalogue.staff.length; at += WIDTH)
    clinicians.push(
      ...(await Promise.all(
        catalogue.staff.slice(at, at + WIDTH).map(async ({ id: staffId }) => {
          const [appointments, sheets] = await readListed(scope, staffId, shift);
          const plan = planFor(appointments, shift);
          const pairs = overlapsOf(plan, sheets, now);
          return { staffId, plan, pairs, held: heldTimes(sheets, now).length };
        }),
      )),
    );
  const clients = await getClients(scope, clientsMoved(clinicians));
  const told = clients.filter((client) => isToldOfZone(client, practice)).length;
  return reportOf(zones, clinicians, told, now);
}

/** The change of a step of the flow: by the practice's change of zone, whoever asked for it. */
export const zoneChangeBy = (change: Change, it: ZoneChange): Change => ({
  ...change,
  actor: ZONE_CHANGE_ACTOR,
  correlationId: it.id,
});

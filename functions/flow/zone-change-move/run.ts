import { getAppointment, moveAppointment } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import type { Change } from '../../../shared/data/change.ts';
import { decideAgain, transact } from '../../../shared/data/table.ts';
import { getZoneChange, putZoneChange, replaceSheets } from '../../../shared/data/zone-change.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { isToMove, planFor, rezoned, wasAhead, type ZoneShift } from '../../../shared/domain/zone-change.ts';
import { isSettled, progressed, type ZoneChange } from '../../../shared/domain/zone-change-job.ts';
import { rebuiltSheets } from '../../../shared/domain/zone-change-sheets.ts';
import { readClinician, shiftOfChange, zoneChangeBy } from '../../../shared/runtime/zone-change.ts';

/** A chunk begins no more after so long, milliseconds; then the next one goes on. */
const CHUNK = 20_000;
/** Appointments side by side: each is a transaction of its own. */
const WIDTH = 16;

/**
 * Goes on with a change for a while; answers whether all is done. Whoever runs it again, after whatever ended it,
 * changes nothing twice: an appointment in the new zone is done, and day sheets are made of the appointments.
 */
export async function moveSome(scope: Scope, zoneChangeId: string, change: Change): Promise<boolean> {
  let it = found(await getZoneChange(scope, zoneChangeId));
  if (isSettled(it)) return true;
  const by = zoneChangeBy(change, it);
  const shift = shiftOfChange(it, { locations: await getAllOf(scope, 'locations') });
  const save = async (moved: number, cliniciansDone: number) => {
    const after = progressed(it, moved, cliniciansDone, new Date(change.clock()).toISOString());
    await transact([putZoneChange(scope, after, { version: it.version })]);
    it = after;
  };
  const late = () => change.clock() - change.now > CHUNK;
  for (const clinician of (it.clinicians ?? []).slice(it.cliniciansDone)) {
    const { staffId } = clinician;
    const { appointments, sheets } = await readClinician(scope, staffId, shift);
    const ahead = appointments.filter((one) => wasAhead(one, shift));
    if (ahead.length !== clinician.ahead)
      throw new Error(`${staffId}: ${ahead.length} appointments of ${clinician.ahead} are in the diary.`);
    const { moves } = planFor(ahead, shift);
    for (let from = 0; from < moves.length; from += WIDTH) {
      const some = moves.slice(from, from + WIDTH);
      await Promise.all(some.map(({ before }) => moveOne(scope, by, before, shift)));
      if (!late() || from + WIDTH >= moves.length) continue;
      await save(it.moved + from + WIDTH, it.cliniciansDone);
      return false;
    }
    const now = change.clock();
    const moved = new Map(moves.map(({ after }) => [after.id, after]));
    const after = ahead.map((one) => moved.get(one.id) ?? one);
    await replaceSheets(scope, staffId, granted(rebuiltSheets(sheets, after, shift.cutoff, now)));
    await save(it.moved + moves.length, it.cliniciansDone + 1);
    if (late()) return isThrough(it);
  }
  return true;
}

const isThrough = ({ clinicians, cliniciansDone }: ZoneChange): boolean =>
  cliniciansDone >= (clinicians?.length ?? 0);

/** Moves one, unless it has moved meanwhile: a run that was given up may have gone on a little. */
function moveOne(scope: Scope, change: Change, planned: Appointment, shift: ZoneShift): Promise<void> {
  return decideAgain(async (round) => {
    const before = round === 0 ? planned : found(await getAppointment(scope, planned.id));
    if (!isToMove(before, shift)) return;
    const { after } = rezoned(before, shift);
    // Its day sheets are made anew once all of the clinician's have moved.
    await moveAppointment(scope, change, { before, after, sheets: [] }, undefined);
  });
}

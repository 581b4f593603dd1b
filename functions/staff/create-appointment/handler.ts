import { createAppointment as save } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { newId } from '../../../shared/data/change.ts';
import { getNamed } from '../../../shared/data/named.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideOwnOrRole } from '../../../shared/domain/role.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { creationTime, decideCreation } from '../../../shared/domain/staff-creation.ts';
import { api } from '../../../shared/runtime/api.ts';
import { grantedOrNearest } from '../../../shared/runtime/staff-appointment.ts';
import { createAppointment } from './contract.ts';

/** Staff make an appointment for a client (product 3.4). */
export const handler = api(createAppointment, ({ actor, body: draft, change, now }) => {
  granted(decideOwnOrRole(actor, draft.staffId, ['admin', 'manager']));
  const { practice } = actor;
  return decideAgain(async () => {
    const [named, statuses] = await Promise.all([getNamed(actor, draft), getAllOf(actor, 'statuses')]);
    const time = creationTime(draft, named.service);
    const sheets = time ? await getSheets(actor, draft.staffId, [time]) : [];
    const id = newId('appointment', change.clock());
    const decision = decideCreation({ id, draft, named, practice, statuses, sheets, now });
    const durationMinutes = time ? (time.endsAt - time.startsAt) / 60_000 : 0;
    const location = named.location ?? null;
    const about = { actor, ...draft, durationMinutes, location, moved: null, now };
    const created = await grantedOrNearest(decision, about);
    const outcome = staffOutcomeOf(created.appointment, practice);
    await save(actor, change, { ...created, statuses }, { answer: outcome });
    return outcome;
  });
});

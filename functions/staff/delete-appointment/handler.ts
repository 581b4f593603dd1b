import { deleteAppointment as save } from '../../../shared/data/appointment.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { decideDeletion } from '../../../shared/domain/staff-status.ts';
import { api } from '../../../shared/runtime/api.ts';
import { handling } from '../../../shared/runtime/staff-appointment.ts';
import { deleteAppointment } from './contract.ts';

/** Staff take an appointment out of diary and lists (product 3.4); it stays as a record, and can be restored. */
export const handler = api(deleteAppointment, (asked) => {
  const { actor, change, now } = asked;
  return handling(asked, async (before) => {
    const sheets = await getSheets(actor, before.staffId, [timeOf(before)]);
    const decided = granted(decideDeletion({ appointment: before, sheets, now }));
    const outcome = staffOutcomeOf(decided.after, actor.practice);
    await save(actor, change, { before, ...decided }, outcome);
    return outcome;
  });
});

import { changeAppointmentStatus as save } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { decideAttendance } from '../../../shared/domain/staff-status.ts';
import { api } from '../../../shared/runtime/api.ts';
import { handling } from '../../../shared/runtime/staff-appointment.ts';
import { markAttendance } from './contract.ts';

/** Staff note whether a client came (product 1.7): another status that keeps the time taken. */
export const handler = api(markAttendance, (asked) => {
  const {
    actor,
    body: { statusId },
    change,
  } = asked;
  return handling(asked, async (before) => {
    const statuses = await getAllOf(actor, 'statuses');
    const decided = granted(decideAttendance({ appointment: before, statusId, statuses }));
    const outcome = staffOutcomeOf(decided.after, actor.practice);
    await save(actor, change, { before, ...decided, statuses }, outcome);
    return outcome;
  });
});

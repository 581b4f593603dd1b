import { cancelAppointment, changeAppointmentStatus } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { decideStaffCancellation } from '../../../shared/domain/staff-status.ts';
import { api } from '../../../shared/runtime/api.ts';
import { handling } from '../../../shared/runtime/staff-appointment.ts';
import { callOffAppointment } from './contract.ts';

/** Staff cancel an appointment, whatever the window (product 3.4); or correct how one was cancelled. */
export const handler = api(callOffAppointment, (asked) => {
  const { actor, body, change, now } = asked;
  return handling(asked, async (before) => {
    const [statuses, sheets] = await Promise.all([
      getAllOf(actor, 'statuses'),
      getSheets(actor, before.staffId, [timeOf(before)]),
    ]);
    const { settings } = actor.practice;
    const about = { appointment: before, statusId: body.statusId, settings, statuses, sheets, now };
    const { wasStanding, ...decided } = granted(decideStaffCancellation(about));
    const outcome = staffOutcomeOf(decided.after, actor.practice);
    const save = wasStanding ? cancelAppointment : changeAppointmentStatus;
    await save(actor, change, { before, ...decided, statuses }, outcome);
    return outcome;
  });
});

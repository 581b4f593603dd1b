import { moveAppointment as save } from '../../../shared/data/appointment.ts';
import { getNamed } from '../../../shared/data/named.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { decideStaffMove, partiesAfter, wantedTime } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { grantedOrNearest, handling } from '../../../shared/runtime/staff-appointment.ts';
import { moveAppointment } from './contract.ts';

/** Staff give an appointment another time, length, service or place (product 3.4). */
export const handler = api(moveAppointment, (asked) => {
  const { actor, body: draft, change, now } = asked;
  const { practice } = actor;
  return handling(asked, async (before) => {
    const wanted = wantedTime(before, draft);
    const [named, sheets] = await Promise.all([
      getNamed(actor, partiesAfter(before, draft)),
      getSheets(actor, before.staffId, [timeOf(before), wanted]),
    ]);
    const decision = decideStaffMove({ appointment: before, draft, named, practice, sheets, now });
    const durationMinutes = (wanted.endsAt - wanted.startsAt) / 60_000;
    const { startsAt, ignoreBuffers } = draft;
    const time = { startsAt, durationMinutes, ignoreBuffers, location: named.location ?? null };
    const about = { actor, staffId: before.staffId, ...time, moved: before, now };
    const { after, sheets: changed } = await grantedOrNearest(decision, about);
    const outcome = staffOutcomeOf(after, practice);
    await save(actor, change, { before, after, sheets: changed }, outcome);
    return outcome;
  });
});

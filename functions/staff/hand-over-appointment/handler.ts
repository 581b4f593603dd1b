import { handOverAppointment as save } from '../../../shared/data/appointment.ts';
import { getNamed } from '../../../shared/data/named.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideHandOver } from '../../../shared/domain/staff-appointment.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { handling } from '../../../shared/runtime/staff-appointment.ts';
import { handOverAppointment } from './contract.ts';

/** A manager hands an appointment over to another clinician (product 3.4): one's time is freed and the other's taken. */
export const handler = api(handOverAppointment, (asked) => {
  const {
    actor,
    body: { staffId, ...options },
    change,
    now,
  } = asked;
  return handling(asked, async (before) => {
    const time = [timeOf(before)];
    const [named, sheets, freed] = await Promise.all([
      getNamed(actor, { clientId: before.clientId, staffId, serviceId: null, locationId: null }),
      getSheets(actor, staffId, time),
      getSheets(actor, before.staffId, time),
    ]);
    const about = { appointment: before, staffId, named, sheets, freed, now, options };
    const decided = granted(decideHandOver(about));
    const outcome = staffOutcomeOf(decided.after, actor.practice);
    await save(actor, change, { before, ...decided }, outcome);
    return outcome;
  });
});

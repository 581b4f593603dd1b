import { restoreAppointment as save } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { getClient } from '../../../shared/data/client.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import { decideRestoration } from '../../../shared/domain/staff-status.ts';
import { api } from '../../../shared/runtime/api.ts';
import { handling } from '../../../shared/runtime/staff-appointment.ts';
import { restoreAppointment } from './contract.ts';

/** Staff take back a cancellation or a deletion (product 1.7, 3.4): the time is claimed again, or that is a conflict. */
export const handler = api(restoreAppointment, (asked) => {
  const { actor, body: options, change, now } = asked;
  return handling(asked, async (before) => {
    const [client, statuses, sheets] = await Promise.all([
      getClient(actor, before.clientId),
      getAllOf(actor, 'statuses'),
      getSheets(actor, before.staffId, [timeOf(before)]),
    ]);
    const about = { appointment: before, client, statuses, sheets, now, options };
    const decided = granted(decideRestoration(about));
    const outcome = staffOutcomeOf(decided.after, actor.practice);
    await save(actor, change, { before, ...decided, statuses }, outcome);
    return outcome;
  });
});

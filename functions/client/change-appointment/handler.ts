import { getAppointment, moveAppointment } from '../../../shared/data/appointment.ts';
import { readMoveRange, readMoveTarget } from '../../../shared/data/move.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { notDeleted } from '../../../shared/domain/appointment.ts';
import { appointmentOutcomeOf } from '../../../shared/domain/appointment-view.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { datesAround } from '../../../shared/domain/listed-dates.ts';
import { decideMove, withNearest } from '../../../shared/domain/move.ts';
import { offersOthers } from '../../../shared/domain/openings.ts';
import { api } from '../../../shared/runtime/api.ts';
import { asItWasRead } from '../../../shared/runtime/version.ts';
import { changeAppointment } from './contract.ts';

/** A client moves one of their own appointments to another opening (product 3.2). */
export const handler = api(changeAppointment, async ({ actor, appointment, body, change, now }) =>
  decideAgain(async (round) => {
    const before = round === 0 ? appointment : notDeleted(await getAppointment(actor, appointment.id));
    const reread = () => getAppointment(actor, appointment.id);
    return asItWasRead(before, reread, async () => {
      const own = { ...actor, appointment: before, now };
      const read = await readMoveTarget(actor, before, body.startsAt);
      const decision = decideMove({ ...own, ...read }, body.startsAt);
      if (!decision.allowed && offersOthers(decision.refusal)) {
        const around = await readMoveRange(actor, before, datesAround(body.startsAt));
        granted(withNearest(decision.refusal, { ...own, ...around }, body.startsAt));
      }
      const { after, sheets } = granted(decision);
      const outcome = appointmentOutcomeOf(after, actor.practice, after.lateChange);
      await moveAppointment(actor, change, { before, after, sheets }, outcome);
      return outcome;
    });
  }),
);

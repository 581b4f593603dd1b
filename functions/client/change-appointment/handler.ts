import { getAppointment, moveAppointment } from '../../../shared/data/appointment.ts';
import { readMoveRange, readMoveTarget } from '../../../shared/data/move.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { notDeleted } from '../../../shared/domain/appointment.ts';
import { appointmentOutcomeOf } from '../../../shared/domain/appointment-view.ts';
import { decideMove, nearestMoves } from '../../../shared/domain/move.ts';
import { api } from '../../../shared/runtime/api.ts';
import { grantedOrOthers } from '../../../shared/runtime/nearest.ts';
import { asItWasRead, requireVersion } from '../../../shared/runtime/version.ts';
import { changeAppointment } from './contract.ts';

/** A client moves one of their own appointments to another opening (product 3.2). */
export const handler = api(changeAppointment, async ({ actor, appointment, body, change, now, version }) =>
  decideAgain(async (round) => {
    const before = round === 0 ? appointment : notDeleted(await getAppointment(actor, appointment.id));
    requireVersion(version, before.version);
    const reread = () => getAppointment(actor, appointment.id);
    return asItWasRead(before, reread, async () => {
      const own = { ...actor, appointment: before, now };
      const read = await readMoveTarget(actor, before, body.startsAt);
      const decision = decideMove({ ...own, ...read }, body.startsAt);
      const { after, sheets } = await grantedOrOthers(decision, { ...own, ...body }, async (range) => {
        const around = await readMoveRange(actor, before, range);
        return nearestMoves({ ...own, ...around }, range, body.startsAt);
      });
      const outcome = appointmentOutcomeOf(after, actor.practice, after.lateChange);
      await moveAppointment(actor, change, { before, after, sheets }, outcome);
      return outcome;
    });
  }),
);

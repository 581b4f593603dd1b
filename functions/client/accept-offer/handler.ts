import { moveAppointment } from '../../../shared/data/appointment.ts';
import { readMoveTarget } from '../../../shared/data/move.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getOffer, getWaiting, waitlistStep } from '../../../shared/data/waitlist.ts';
import { notDeleted } from '../../../shared/domain/appointment.ts';
import { appointmentOutcomeOf } from '../../../shared/domain/appointment-view.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { acceptedOffer } from '../../../shared/domain/offer-rules.ts';
import { isOwn } from '../../../shared/domain/waitlist-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { asItWasRead } from '../../../shared/runtime/version.ts';
import { acceptOffer } from './contract.ts';

/**
 * A client takes the time that is held for them (product 4.5): hold, old time, appointment, entry and offer change in
 * one step, or nothing does.
 */
export const handler = api(acceptOffer, async ({ actor, params, change, now }) =>
  decideAgain(async () => {
    const offer = found(await getOffer(actor, params.offerId));
    found(isOwn(actor, offer) || undefined);
    const reread = () => getOffer(actor, offer.id);
    return asItWasRead(offer, reread, async () => {
      const { appointment, entry } = await getWaiting(actor, offer.appointmentId);
      const before = notDeleted(appointment);
      const read = await readMoveTarget(actor, before, offer.startsAt);
      const situation = { ...actor, ...read, appointment: before, now };
      const { after, sheets, ...step } = granted(acceptedOffer(situation, offer, found(entry)));
      const outcome = appointmentOutcomeOf(after, actor.practice, after.lateChange);
      await moveAppointment(actor, change, { before, after, sheets }, outcome, waitlistStep(actor, step));
      return outcome;
    });
  }),
);

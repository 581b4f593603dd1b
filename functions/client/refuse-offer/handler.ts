import { getSheets } from '../../../shared/data/sheet.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getOffer, getWaiting, saveStep } from '../../../shared/data/waitlist.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { refusedOffer } from '../../../shared/domain/offer-rules.ts';
import { offerHoldOf } from '../../../shared/domain/waitlist.ts';
import { isOwn } from '../../../shared/domain/waitlist-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { refuseOffer } from './contract.ts';

/** A client does not want the time that is held for them: it is free for the next (product 4.5). */
export const handler = api(refuseOffer, async ({ actor, params, change, now }) =>
  decideAgain(async () => {
    const offer = found(await getOffer(actor, params.offerId));
    found(isOwn(actor, offer) || undefined);
    const [{ entry }, sheets] = await Promise.all([
      getWaiting(actor, offer.appointmentId),
      getSheets(actor, offer.staffId, [offerHoldOf(offer)]),
    ]);
    const step = granted(refusedOffer(found(entry), { offer, sheets }, now));
    const answer = { id: offer.id, state: 'refused' as const };
    await saveStep(actor, change, step, { answer });
    return answer;
  }),
);

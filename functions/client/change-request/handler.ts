import { readBookingTarget } from '../../../shared/data/booking.ts';
import { getOpenRequests, getOwnRequest, getRequest, saveRequest } from '../../../shared/data/request.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { decideBooking } from '../../../shared/domain/booking.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { withOpenRequest } from '../../../shared/domain/open-requests.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { decideWaiting, movedRequest } from '../../../shared/domain/request-rules.ts';
import { requestViewOf } from '../../../shared/domain/request-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { orNearest } from '../../../shared/runtime/nearest.ts';
import { asItWasRead } from '../../../shared/runtime/version.ts';
import { changeRequest } from './contract.ts';

/**
 * A client moves a request that waits: that is no new booking, so online booking may be off, and it awaits its
 * approval as before (product 1.4, 5.3).
 */
export const handler = api(changeRequest, async ({ actor, params, body, change, now }) =>
  decideAgain(async () => {
    const { practice, clientId } = actor;
    const [before, open] = await Promise.all([
      getOwnRequest(actor, params.requestId, clientId),
      getOpenRequests(actor, clientId),
    ]);
    granted(decideWaiting(before, now));
    const { serviceId, staffId, locationId } = before;
    const wish = { serviceId, staffId, moving: { ...holdOf(before), locationId } };
    const situation = await readBookingTarget(actor, practice, wish, body.startsAt, now);
    const wanted = { startsAt: Date.parse(body.startsAt) };
    const about = { scope: actor, practice, wish, wanted, now };
    const step = await asItWasRead(
      before,
      () => getRequest(actor, before.id),
      async () => {
        const booked = await orNearest(decideBooking(situation, wanted), about);
        return granted(movedRequest(before, booked, practice.preferences.requestHours, now));
      },
    );
    const after = granted(withOpenRequest(open.requests, step.request, 'client', now));
    const answer = requestViewOf(step.request, practice, situation.catalogue, now);
    const { startsAt: previousStartsAt, endsAt: previousEndsAt } = before;
    await saveRequest(actor, change, {
      ...step,
      before,
      told: { type: 'request.moved.v1', more: { previousStartsAt, previousEndsAt } },
      open: { subject: clientId, before: open, after },
      answer,
    });
    return answer;
  }),
);

import { readBookingTarget } from '../../../shared/data/booking.ts';
import { newId } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { getOpenRequests, savePlaced } from '../../../shared/data/request.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { decideBooking } from '../../../shared/domain/booking.ts';
import { bookedStatus } from '../../../shared/domain/catalogue.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideAsking } from '../../../shared/domain/feature.ts';
import { withOpenRequest } from '../../../shared/domain/open-requests.ts';
import { placeRequest } from '../../../shared/domain/request-placing.ts';
import { requestViewOf } from '../../../shared/domain/request-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { orNearest } from '../../../shared/runtime/nearest.ts';
import { createRequest } from './contract.ts';

/** A client asks for a time: it is held until somebody decides, or theirs at once (product 4.2, 4.4, 5.1). */
export const handler = api(createRequest, async ({ actor, body, change, now }) => {
  granted(decideAsking(actor));
  const { practice, clientId } = actor;
  return decideAgain(async () => {
    const [client, open] = await Promise.all([getClient(actor, clientId), getOpenRequests(actor, clientId)]);
    const { clinicianIds: assigned = [], test } = found(client);
    const wish = { serviceId: body.serviceId, staffId: body.staffId, assigned };
    const situation = await readBookingTarget(actor, practice, wish, body.startsAt, now);
    const { service, catalogue } = situation;
    const wanted = { startsAt: Date.parse(body.startsAt), locationId: body.locationId };
    const booked = await orNearest(decideBooking(situation, wanted), {
      scope: actor,
      practice,
      wish,
      wanted,
      now,
    });
    const asking = { id: newId('request', change.clock()), clientId, applicant: null, service, test, now };
    const approval = {
      appointmentId: newId('appointment', change.clock()),
      clientId,
      status: bookedStatus(catalogue.statuses),
    };
    const { requestHours: limitHours } = practice.preferences;
    const placed = granted(placeRequest(asking, booked, { limitHours, approval }));
    const view = requestViewOf(placed.request, practice, catalogue, now);
    const waiting = placed.appointment
      ? undefined
      : granted(withOpenRequest(open.requests, placed.request, 'client', now));
    await savePlaced(actor, change, {
      ...placed,
      before: null,
      statuses: catalogue.statuses,
      open: waiting && { subject: clientId, before: open, after: waiting },
      answer: view,
    });
    return view;
  });
});

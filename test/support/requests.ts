import { readBookingTarget } from '../../shared/data/booking.ts';
import { newId } from '../../shared/data/change.ts';
import { getOpenRequests, savePlaced } from '../../shared/data/request.ts';
import { decideBooking } from '../../shared/domain/booking.ts';
import type { Client } from '../../shared/domain/client.ts';
import { granted } from '../../shared/domain/decision.ts';
import { withOpenRequest } from '../../shared/domain/open-requests.ts';
import type { AppointmentRequest } from '../../shared/domain/request.ts';
import { placeRequest } from '../../shared/domain/request-placing.ts';
import { systemChange } from '../../shared/runtime/listen.ts';
import { type GivenPractice, hoursFromNow } from './given.ts';

/** A client's request that waits, five days on unless it is said; the practice must take bookings. */
export async function givenRequest(
  given: GivenPractice,
  client: Pick<Client, 'id'>,
  { startsAt = hoursFromNow(120) }: { startsAt?: string } = {},
): Promise<AppointmentRequest> {
  const now = Date.now();
  const { practice, statuses } = given;
  const change = { ...systemChange('test', 'test', now, Date.now), cause: 'client' as const };
  const wish = { serviceId: given.service.id };
  const situation = await readBookingTarget(given, practice, wish, startsAt, now);
  const booked = granted(decideBooking(situation, { startsAt: Date.parse(startsAt) }));
  const asking = {
    id: newId('request', now),
    clientId: client.id,
    applicant: null,
    service: given.service,
    test: false,
    now,
  };
  const approval = { appointmentId: newId('appointment', now), clientId: client.id, status: statuses.booked };
  const placed = granted(placeRequest(asking, booked, { limitHours: 72, approval }));
  const before = await getOpenRequests(given, client.id);
  const after = granted(withOpenRequest(before.requests, placed.request, 'client', now));
  await savePlaced(given, change, {
    ...placed,
    before: null,
    statuses: Object.values(statuses),
    open: { subject: client.id, before, after },
    answer: null,
  });
  return placed.request;
}

import { receiveRequest } from '../../../shared/data/applicant.ts';
import { readBookingTarget } from '../../../shared/data/booking.ts';
import { newId } from '../../../shared/data/change.ts';
import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { decideApplicant } from '../../../shared/domain/applicant.ts';
import { decideBooking } from '../../../shared/domain/booking.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { unconfirmedRequest } from '../../../shared/domain/request-placing.ts';
import { decideStranger, strangersService } from '../../../shared/domain/stranger.ts';
import { e164 } from '../../../shared/gateway/phone.ts';
import { api } from '../../../shared/runtime/api.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { orNearest } from '../../../shared/runtime/nearest.ts';
import { requestAppointment } from './contract.ts';

/**
 * Somebody asks for a time who has not signed in (product 4.4, 5.1). Nobody is looked up, now or when the e-mail is
 * sent: it goes to the address that was given, so neither answer nor time tells whether it is known.
 */
export const handler = api(requestAppointment, async ({ params, body, change, now }) => {
  const { practice } = found(await findPracticeBySlug(params.slug));
  requireHome(practice, true);
  granted(decideStranger(practice));
  const { serviceId, startsAt, staffId, locationId, ...written } = body;
  const applicant = granted(decideApplicant(written, e164(written.phone, practice.country), practice, now));
  granted(strangersService(practice, serviceId));

  const scope = { practiceId: practice.id };
  const wish = { serviceId, staffId };
  const situation = await readBookingTarget(scope, practice, wish, startsAt, now);
  const wanted = { startsAt: Date.parse(startsAt), locationId };
  const booked = await orNearest(decideBooking(situation, wanted), { scope, practice, wish, wanted, now });
  const id = newId('request', change.clock());
  const asking = { id, clientId: null, applicant, service: situation.service, test: false, now };
  const request = { ...unconfirmedRequest(asking, booked), applicant, anyone: staffId === undefined };
  const answer = { confirmBy: request.deadline };
  await receiveRequest(scope, change, practice, request, answer);
  return answer;
});

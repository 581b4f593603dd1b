import { findLikely, getConfirmationLink, newClientOf } from '../data/applicant.ts';
import { readBookingTarget } from '../data/booking.ts';
import type { Change } from '../data/change.ts';
import { getOpenRequests, getRequest, savePlaced } from '../data/request.ts';
import { sameSecret } from '../data/table.ts';
import { bookedStatus, type Catalogue } from '../domain/catalogue.ts';
import { confirmationEnded } from '../domain/confirmation.ts';
import { found, granted } from '../domain/decision.ts';
import { withOpenRequest } from '../domain/open-requests.ts';
import type { Practice } from '../domain/practice.ts';
import type { AppointmentRequest } from '../domain/request.ts';
import { confirmedRequest } from '../domain/request-rules.ts';
import { decideConfirmed, decideStranger, mayBookAtOnce } from '../domain/stranger.ts';
import { parseLinkToken } from '../domain/token.ts';
import { requireHome } from './home.ts';
import { orNearest } from './nearest.ts';
import { idsOfApproval, subjectOf } from './requests.ts';

/** How a stranger's request goes on once the e-mail address is proved (product 4.4, 5.1). */

/**
 * The request of a link. The practice's switches come first, before anything is looked at; while they say no the
 * link stays good. Refuses with `link-ended` whatever else is wrong with it.
 */
export async function proveConfirmation(
  text: string,
  now: number,
): Promise<{ practice: Practice; request: AppointmentRequest }> {
  const token = parseLinkToken(text);
  if (!token) return granted(confirmationEnded());
  const { practice, link } = await getConfirmationLink(token, token.linkId);
  if (!practice) return granted(confirmationEnded());
  requireHome(practice, true);
  granted(decideStranger(practice));
  if (!link || !sameSecret(link.hash, token.secret) || now >= Date.parse(link.endsAt))
    return granted(confirmationEnded());
  const request = await getRequest(token, link.requestId);
  return request ? { practice, request } : granted(confirmationEnded());
}

/**
 * Who asks, and what they have waiting. Their address's requests are read before its people, and written with
 * whatever comes of this: of two that would each make a client, one loses and finds the other's. Known or not, it
 * takes the same trips.
 */
async function whoAsks(practice: Practice, request: AppointmentRequest, newClientId: string) {
  const scope = { practiceId: practice.id };
  const subject = subjectOf(practice, request);
  const ofAddress = await getOpenRequests(scope, subject);
  const likely = await findLikely(practice, found(request.applicant), newClientId);
  const match = likely.length === 1 ? likely[0] : undefined;
  const ofClient = await getOpenRequests(scope, match?.client.id ?? newClientId);
  return match
    ? { likely, match, subject: match.client.id, open: ofClient, kind: 'client' as const }
    : { likely, match, subject, open: ofAddress, kind: 'applicant' as const };
}

/**
 * Takes the time of a request whose address is proved, at `startsAt`. Whoever is a client by e-mail and date of
 * birth has it on their record, and the answer does not tell. Refuses with `not-bookable-online`, `not-an-opening`,
 * `taken` (with the nearest times) or `requests-open`. Loses `request`, `sheet` or `open` to others.
 */
export async function placeConfirmed(
  practice: Practice,
  before: AppointmentRequest,
  startsAt: string,
  change: Change,
): Promise<{ placed: AppointmentRequest; catalogue: Catalogue }> {
  const scope = { practiceId: practice.id };
  const { now } = change;
  const { appointmentId, newClientId } = idsOfApproval(change);
  const { serviceId, staffId, locationId, anyone } = before;
  const wish = { serviceId, staffId: anyone ? undefined : staffId };
  const [who, situation] = await Promise.all([
    whoAsks(practice, before, newClientId),
    readBookingTarget(scope, practice, wish, startsAt, now),
  ]);
  const { catalogue } = situation;
  const wanted = { startsAt: Date.parse(startsAt), locationId };
  const decided = decideConfirmed(situation, wanted, staffId);
  const booked = await orNearest(decided, { scope, practice, wish, wanted, now });
  const atOnce = mayBookAtOnce(practice, who.likely, { staffId: booked.clinician.id, serviceId });
  const awaitsApproval = booked.awaitsApproval || !atOnce;

  const clientId = who.match?.client.id ?? null;
  const asked = { ...before, clientId, test: who.match?.client.test ?? before.test };
  const { requestHours: limitHours } = practice.preferences;
  const status = bookedStatus(catalogue.statuses);
  const approval = { appointmentId, clientId: clientId ?? newClientId, status };
  const placed = granted(
    confirmedRequest(asked, { ...booked, awaitsApproval }, clientId, { limitHours, approval }, now),
  );
  const made = placed.appointment && newClientOf(scope, practice, asked, newClientId);
  const after = placed.appointment
    ? who.open.requests
    : granted(withOpenRequest(who.open.requests, placed.request, who.kind, now));
  await savePlaced(scope, change, {
    ...placed,
    ...made,
    before,
    statuses: catalogue.statuses,
    open: { subject: who.subject, before: who.open, after },
    answer: null,
  });
  return { placed: placed.request, catalogue };
}

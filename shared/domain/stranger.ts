import { type Booked, type BookingSituation, decideBooking, type WantedTime } from './booking.ts';
import type { Access, Client } from './client.ts';
import { allow, type Decision, refuse, refuseFields } from './decision.ts';
import { decideFeature } from './feature.ts';
import type { Practice } from './practice.ts';
import { requireBooking, switchesOf } from './switches.ts';

/**
 * Whether somebody who has not signed in may ask for a time (product 1.3, 4.2, 5.1): online booking and its
 * feature are on, and the practice takes new clients; with the portal off nobody can sign in, so everyone uses
 * that form. Refuses with `booking-off`, `feature-off` or `new-clients-off`.
 */
export function decideStranger(practice: Practice): Decision<true> {
  const booking = requireBooking(practice);
  if (!booking.allowed) return booking;
  const feature = decideFeature('requests', { practice });
  if (!feature.allowed) return feature;
  const { newClients } = practice.preferences;
  if (newClients || !switchesOf(practice).clientPortal) return allow(true);
  return refuse(
    'new-clients-off',
    `${practice.name} takes no new clients online at present. Please phone ${practice.phone}. Are you a client already? Sign in instead.`,
    { phone: practice.phone },
  );
}

/**
 * Whether a service can be asked for without signing in: of a new client the first-visit service alone (product
 * 4.2); with the portal off any, since existing clients come this way too.
 */
export function strangersService(
  practice: Pick<Practice, 'preferences' | 'settings' | 'plan'>,
  serviceId: string,
): Decision<true> {
  const { firstVisitServiceId } = practice.preferences;
  if (serviceId === firstVisitServiceId || !switchesOf(practice).clientPortal) return allow(true);
  return refuseFields([
    {
      pointer: '/serviceId',
      code: 'not-first-visit',
      message: 'New clients begin with another service. Choose one of those listed.',
    },
  ]);
}

/**
 * Whether what somebody asks for who has not signed in may be booked at once, where nobody has to approve (product
 * 4.2, 5.1): of a new person the first-visit service, where the practice takes them; of a client what they could have
 * booked signed in.
 * Everything else waits for staff, and is answered as if it always did.
 * @param likely the clients who they may be; of two nobody knows which
 */
export function mayBookAtOnce(
  practice: Pick<Practice, 'preferences'>,
  likely: readonly { client: Pick<Client, 'clinicianIds'>; access: Pick<Access, 'state' | 'off'> }[],
  wanted: { staffId: string; serviceId: string },
): boolean {
  const { newClients, clinicians, firstVisitServiceId } = practice.preferences;
  const [match, another] = likely;
  if (!match) return newClients && wanted.serviceId === firstVisitServiceId;
  const { client, access } = match;
  if (another || access.state === 'disabled' || access.off?.includes('requests')) return false;
  return clinicians !== 'assigned' || (client.clinicianIds ?? []).includes(wanted.staffId);
}

/**
 * Decides who is booked once the address is confirmed: the clinician of the e-mail if they are still free, else
 * whoever is, where anybody was asked for. Refuses as `decideBooking`.
 */
export function decideConfirmed(
  situation: BookingSituation,
  wanted: WantedTime,
  clinicianId: string,
): Decision<Booked> {
  const named = situation.candidates.filter(({ clinician }) => clinician.id === clinicianId);
  const first = decideBooking({ ...situation, candidates: named }, wanted);
  return first.allowed ? first : decideBooking(situation, wanted);
}

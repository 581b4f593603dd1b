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

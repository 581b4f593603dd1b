import type { Access } from './client.ts';
import { allow, type Decision, refuse } from './decision.ts';
import type { Practice } from './practice.ts';
import type { Feature } from './settings.ts';
import { requireBooking } from './switches.ts';

const names: Readonly<Record<Feature, string>> = { requests: 'Asking for appointments online' };

/**
 * Whether a feature is on for one client (product 1.9, 1.10): it needs the practice's plan, the practice's switch
 * and the client's own, which can turn it off only. Refuses with `feature-off`, the first reason and what is
 * missing.
 */
export function decideFeature(
  feature: Feature,
  about: {
    practice: Pick<Practice, 'plan' | 'settings' | 'phone'>;
    access?: Pick<Access, 'off'> | undefined;
  },
): Decision<true> {
  const { practice, access } = about;
  const off = (missing: string, why: string) =>
    refuse('feature-off', `${names[feature]} ${why} Please phone ${practice.phone}.`, {
      missing: [missing],
      phone: practice.phone,
    });
  if (practice.plan?.selfScheduling === false)
    return off('plan/selfScheduling', 'is not part of the practice’s plan.');
  if (!practice.settings.features[feature])
    return off(`settings/features/${feature}`, 'is switched off by the practice.');
  if (access?.off?.includes(feature)) return off(`access/off/${feature}`, 'is switched off for you.');
  return allow(true);
}

/** Whether a signed-in client may ask for an appointment (product 1.3, 1.9): `booking-off` or `feature-off`. */
export function decideAsking(client: { practice: Practice; access: Access }): Decision<true> {
  const booking = requireBooking(client.practice);
  return booking.allowed ? decideFeature('requests', client) : booking;
}

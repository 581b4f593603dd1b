import type { Location } from './catalogue.ts';
import type { Practice } from './practice.ts';
import type { AppointmentRequest } from './request.ts';
import { localTimeOf } from './zone.ts';

/**
 * A request as the clocks at its place read it today. Where the practice has changed its zone since, the instant stays
 * as it was offered, and wall clock and zone are the new ones (product 1.1).
 */
export function inPresentZone(
  request: AppointmentRequest,
  practice: Pick<Practice, 'zone'>,
  locations: readonly Pick<Location, 'id' | 'zone'>[],
): AppointmentRequest {
  const place = locations.find(({ id }) => id === request.locationId);
  const zone = place?.zone ?? practice.zone;
  if (zone === request.zone) return request;
  return { ...request, zone, localTime: localTimeOf(zone, Date.parse(request.startsAt)) };
}

import type { Scope } from '../domain/actor.ts';
import type { Location, Service, Staff } from '../domain/catalogue.ts';
import type { Client } from '../domain/client.ts';
import type { Named } from '../domain/staff-appointment.ts';
import { type Key, keys } from './keys.ts';
import { getItems, record } from './table.ts';

/** What a caller may name of a practice by ids of theirs. */
interface Ids {
  clientId: string;
  staffId: string;
  serviceId: string | null;
  locationId: string | null;
}

/**
 * What ids that somebody sent stand for in this practice, in one trip: undefined where it has no such thing,
 * another practice's included; null where none is named. Archived ones are there.
 */
export async function getNamed(scope: Scope, ids: Ids): Promise<Named> {
  const p = scope.practiceId;
  const wanted: Key[] = [
    keys.client(p, ids.clientId),
    keys.staff(p, ids.staffId),
    ...(ids.serviceId === null ? [] : [keys.service(p, ids.serviceId)]),
    ...(ids.locationId === null ? [] : [keys.location(p, ids.locationId)]),
  ];
  const items = await getItems(wanted);
  const at = (index: number) => items[index] && record<unknown>(items[index]);
  return {
    client: at(0) as Client | undefined,
    clinician: at(1) as Staff | undefined,
    service: ids.serviceId === null ? null : (at(2) as Service | undefined),
    location: ids.locationId === null ? null : (at(ids.serviceId === null ? 2 : 3) as Location | undefined),
  };
}

import { getService, putService } from '../../../shared/data/catalogue.ts';
import { commit, newId } from '../../../shared/data/change.ts';
import { getKnown, nameOf, putKnown } from '../../../shared/data/external-id.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { AppointmentRecord, ExternalId } from '../../../shared/domain/import/record.ts';
import { durationSeen } from '../../../shared/domain/import/visit.ts';
import type { Context } from './context.ts';

/** Services that appointments name in words only. */

/** The practice's service of that name, one in use before one that is archived. */
export function serviceNamed({ catalogue }: Context, name: string | null): Service | undefined {
  const wanted = name?.toLowerCase();
  const found = catalogue.services.filter((service) => service.name.toLowerCase() === wanted);
  return found.find((service) => !service.archived) ?? found[0];
}

/**
 * Makes the service that an appointment names for the first time; it lasts as long as that appointment. Its name
 * is an outside name of it, so that two imports at once make one.
 */
export function newServiceFor(context: Context, record: AppointmentRecord): Promise<Service | undefined> {
  const { scope, change, catalogue } = context;
  const { serviceName } = record;
  if (serviceName === null) return Promise.resolve(undefined);
  const name: ExternalId = { kind: 'service', system: 'name', value: serviceName.toLowerCase() };
  return decideAgain(async () => {
    await context.mayWrite();
    const known = (await getKnown(scope, [name])).get(nameOf(name));
    let service = known && (await getService(scope, known.id));
    if (!service) {
      const id = newId('service', change.clock());
      const durationMinutes = durationSeen(record);
      service = { id, name: serviceName, durationMinutes, overrides: {}, archived: false, version: 1 };
      const mine = { id, importId: context.import.id, row: 0, line: 0 };
      const writes = [putService(scope, service, 'new'), putKnown(scope, name, mine)];
      await commit(scope, change, { writes, happenings: [] });
    }
    catalogue.services.push(service);
    return service;
  });
}

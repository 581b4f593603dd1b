import { getService, putService } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { auditOf, changesBetween, pointersOf } from '../../../shared/domain/changes.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { updateService } from './contract.ts';

/** A manager renames a service or gives it rules of its own (product 1.6). */
export const handler = api(updateService, async ({ actor, params: { serviceId }, body, change, version }) => {
  const before = inUse(await getService(actor, serviceId));
  const read = before.version;
  const { name = before.name, overrides = before.overrides } = body;
  const service = { ...before, name, overrides };
  const changes = changesBetween(before, service);
  const reread = () => getService(actor, serviceId);
  const next = await overVersion({ given: version, read, changes, race: 'service', reread }, (next) =>
    commit(actor, change, {
      writes: [putService(actor, { ...service, version: next }, { version: read })],
      happenings: [
        {
          type: 'service.changed.v1',
          aggregate: { type: 'service', id: serviceId },
          sequence: next,
          data: { serviceId, changed: pointersOf(changes) },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return { ...service, version: next };
});

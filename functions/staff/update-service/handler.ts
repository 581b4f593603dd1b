import { getService } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { updateService } from './contract.ts';

/** A manager renames a service or gives it rules of its own (product 1.6). */
export const handler = api(updateService, async ({ actor, params: { serviceId }, body, change, version }) => {
  const before = inUse(await getService(actor, serviceId));
  const { name = before.name, overrides = before.overrides } = body;
  const after = { ...before, name, overrides };
  return replaceEntry(actor, change, 'service', { given: version, before, after });
});

import { getEntry } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { archiveLocation } from './contract.ts';

/** A manager takes a place out of use; appointments there keep it (product 4.1). */
export const handler = api(archiveLocation, async ({ actor, params: { locationId }, change, version }) => {
  const before = inUse(await getEntry(actor, 'location', locationId));
  const after = { ...before, archived: true };
  await replaceEntry(actor, change, 'location', { given: version, before, after });
  return undefined;
});

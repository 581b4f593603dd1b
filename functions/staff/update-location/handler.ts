import { getEntry } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { updateLocation } from './contract.ts';

/** A manager says what a place is called and where it is; its zone stays, since appointments were made by it. */
export const handler = api(
  updateLocation,
  async ({ actor, params: { locationId }, body, change, version }) => {
    const before = inUse(await getEntry(actor, 'location', locationId));
    const { name = before.name, address = before.address } = body;
    const after = { ...before, name, address };
    return replaceEntry(actor, change, 'location', { given: version, before, after });
  },
);

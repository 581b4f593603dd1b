import { newId } from '../../../shared/data/change.ts';
import { api } from '../../../shared/runtime/api.ts';
import { createEntry } from '../../../shared/runtime/entry.ts';
import { createService } from './contract.ts';

/** A manager adds a service; who gives it is said on the members of staff (product 4.1). */
export const handler = api(createService, ({ actor, body, change }) =>
  createEntry(actor, change, 'service', {
    ...body,
    id: newId('service', change.clock()),
    archived: false,
    version: 1,
  }),
);

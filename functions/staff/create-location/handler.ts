import { newId } from '../../../shared/data/change.ts';
import { api } from '../../../shared/runtime/api.ts';
import { createEntry } from '../../../shared/runtime/entry.ts';
import { createLocation } from './contract.ts';

/** A manager adds a place; hours name it (product 4.1). */
export const handler = api(createLocation, ({ actor, body, change }) =>
  createEntry(actor, change, 'location', {
    ...body,
    id: newId('location', change.clock()),
    archived: false,
    version: 1,
  }),
);

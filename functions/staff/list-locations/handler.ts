import { listCatalogue } from '../../../shared/data/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listLocations } from './contract.ts';

/** Staff see where their practice is. */
export const handler = api(listLocations, ({ actor, query }) => listCatalogue(actor, 'locations', query));

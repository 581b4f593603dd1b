import { listCatalogue } from '../../../shared/data/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listServices } from './contract.ts';

/** Staff see what their practice gives. */
export const handler = api(listServices, ({ actor, query }) => listCatalogue(actor, 'services', query));

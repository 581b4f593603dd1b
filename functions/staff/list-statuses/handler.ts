import { listCatalogue } from '../../../shared/data/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listStatuses } from './contract.ts';

/** Staff see what may become of an appointment at their practice. */
export const handler = api(listStatuses, ({ actor, query }) => listCatalogue(actor, 'statuses', query));

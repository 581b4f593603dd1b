import { listCatalogue } from '../../../shared/data/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listStaff } from './contract.ts';

/** Staff see who works at their practice. */
export const handler = api(listStaff, ({ actor, query }) => listCatalogue(actor, 'staff', query));

import { getImport, listImportProblems as list } from '../../../shared/data/import.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listImportProblems } from './contract.ts';

/** Staff see which rows of a file stayed out, and why (product 8.3). */
export const handler = api(listImportProblems, async ({ actor, params, query }) => {
  found(await getImport(actor, params.importId));
  return list(actor, params.importId, query);
});

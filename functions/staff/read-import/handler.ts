import { getImport } from '../../../shared/data/import.ts';
import { found } from '../../../shared/domain/decision.ts';
import { importViewOf } from '../../../shared/domain/import/progress.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readImport } from './contract.ts';

/** Staff watch an import (product 8.3). */
export const handler = api(readImport, async ({ actor, params }) =>
  importViewOf(found(await getImport(actor, params.importId))),
);

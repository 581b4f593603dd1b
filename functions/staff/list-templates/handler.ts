import { listTemplates as ownTemplates } from '../../../shared/data/template.ts';
import { allTemplates } from '../../../shared/domain/template.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listTemplates } from './contract.ts';

/** Staff see every notice as its clients read it (product 1.12); they are few, so all come at once. */
export const handler = api(listTemplates, async ({ actor }) => ({
  items: allTemplates(await ownTemplates(actor)),
  next: null,
}));

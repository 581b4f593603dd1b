import { getAllOf, getStaff } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideStaff } from '../../../shared/domain/catalogue-rules.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { updateStaff } from './contract.ts';

/** A manager decides what of a clinician is offered online; it touches no appointment (product 4.1). */
export const handler = api(updateStaff, async ({ actor, params: { staffId }, body, change, version }) => {
  const [stored, services] = await Promise.all([getStaff(actor, staffId), getAllOf(actor, 'services')]);
  const before = inUse(stored);
  const after = granted(decideStaff({ member: before, draft: body, services }));
  return replaceEntry(actor, change, 'staff', { given: version, before, after });
});

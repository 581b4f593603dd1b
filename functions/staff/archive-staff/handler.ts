import { getStaff, isStillStaff } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideStaffArchival } from '../../../shared/domain/catalogue-rules.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { archiveStaff } from './contract.ts';

/** Somebody leaves the practice: they get in no more, and their appointments keep them (product 4.1). */
export const handler = api(archiveStaff, async ({ actor, params: { staffId }, change, version }) => {
  const before = inUse(await getStaff(actor, staffId));
  const after = granted(decideStaffArchival(actor.member, before));
  // Of two admins who archive one another one stays.
  const writes = [isStillStaff(actor, actor.staffId)];
  await replaceEntry(actor, change, 'staff', { given: version, before, after, writes });
  return undefined;
});

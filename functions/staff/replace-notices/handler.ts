import { getStaff } from '../../../shared/data/catalogue.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { replaceNotices } from './contract.ts';

/** An admin decides of which changes by clients a member of staff hears by e-mail. */
export const handler = api(replaceNotices, async ({ actor, params: { staffId }, body, change, version }) => {
  const before = inUse(await getStaff(actor, staffId));
  const after = { ...before, notices: body };
  const member = await replaceEntry(actor, change, 'staff', { given: version, before, after });
  return { ...member.notices, version: member.version };
});

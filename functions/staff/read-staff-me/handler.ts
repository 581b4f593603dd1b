import { getPracticeNames } from '../../../shared/data/practice.ts';
import { getSession } from '../../../shared/data/session.ts';
import { listMemberships } from '../../../shared/data/staff-identity.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readStaffMe } from './contract.ts';

/** A member of staff sees who they are here, and of which other practices they are staff. */
export const handler = api(readStaffMe, async ({ actor }) => {
  const { practiceId, staffId, member } = actor;
  const session = await getSession(actor, 'staff', staffId, actor.sessionId);
  const known = session?.identity ? await listMemberships(session.identity) : [];
  const memberships = known.length > 0 ? known : [{ practiceId, staffId }];
  const names = await getPracticeNames(memberships.map((membership) => membership.practiceId));
  return {
    practiceId,
    staffId,
    name: member.name,
    email: member.email,
    roles: member.roles,
    memberships: memberships.map((each) => ({ ...each, practice: names.get(each.practiceId) ?? '' })),
  };
});

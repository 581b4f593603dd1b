import { getStaff } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import { newSession } from '../../../shared/data/session.ts';
import { identityOf, listMemberships, type Membership } from '../../../shared/data/staff-identity.ts';
import { transact } from '../../../shared/data/table.ts';
import { granted, refuse } from '../../../shared/domain/decision.ts';
import { checkIdToken, exchangeCode } from '../../../shared/gateway/identity.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { handOver } from '../../../shared/runtime/hand-over.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { openStaffSession } from './contract.ts';

/** Staff sign in with their identity provider and get a session of one practice (product 1.2). */
export const handler = api(openStaffSession, async ({ body, change, origin, now }) => {
  const idToken = body.idToken ?? (await exchangeCode(body.code ?? '', body.verifier ?? ''));
  const { issuer, subject } = await checkIdToken(idToken, body.nonce, now);
  const identity = identityOf(issuer, subject);
  const memberships = await listMemberships(identity);
  const standing = await firstStanding(
    memberships.filter(({ practiceId }) => !body.practiceId || practiceId === body.practiceId),
  );
  if (!standing)
    return granted(
      refuse('sign-in-rejected', 'You are not on the staff of a practice here. Ask your practice.'),
    );
  const { chosen, practice, member } = standing;
  // Staff come in while it is frozen too, or nobody could go on with a change that stopped.
  requireHome(practice, false);

  const by = { ...change, cause: 'staff' as const, actor: `staff:${member.id}` };
  const opened = newSession(chosen, by, {
    kind: 'staff',
    subjectId: member.id,
    appointmentId: null,
    method: 'oidc',
    identity,
    identityChecked: true,
    practiceEpoch: practice.sessionEpoch,
    accessEpoch: 0,
  });
  const { told, cookies } = handOver(chosen, opened, { keep: body.keep, origin, now });
  await transact([opened.write, auditRow(chosen, by, 'signed-in', { note: 'oidc' })]);
  const { name, roles } = member;
  return new Reply({ ...chosen, name, roles, memberships, ...told }, { cookies });
});

/** The first of an identity's memberships that still stands: they may have left a practice. */
async function firstStanding(memberships: readonly Membership[]) {
  for (const chosen of memberships) {
    const [practice, member] = await Promise.all([getPractice(chosen), getStaff(chosen, chosen.staffId)]);
    if (practice && member && !member.archived) return { chosen, practice, member };
  }
  return undefined;
}

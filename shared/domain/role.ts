import type { Role } from './catalogue.ts';
import { allow, type Decision, refuse } from './decision.ts';

const article = (role: Role) => (role === 'admin' ? 'an admin' : `a ${role}`);

/**
 * Whether a member of staff with these roles may do what the allowed ones may (product 1.2): one in common is
 * enough, no role is none. Refusal: `forbidden`, naming who can.
 */
export function decideRole(roles: readonly Role[], allowed: readonly Role[]): Decision<true> {
  if (roles.some((role) => allowed.includes(role))) return allow(true);
  return refuse('forbidden', `Only ${allowed.map(article).join(' or ')} can do this.`);
}

/**
 * Whether someone may change what belongs to one member of staff: whoever has one of the roles, and that member
 * themselves. Clinicians so keep their own hours (product 4.1). Refusal: `forbidden`.
 */
export function decideOwnOrRole(
  who: { staffId: string; roles: readonly Role[] },
  staffId: string,
  allowed: readonly Role[],
): Decision<true> {
  return who.staffId === staffId ? allow(true) : decideRole(who.roles, allowed);
}

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

import type { Scope } from '../domain/actor.ts';
import { keys } from './keys.ts';
import { digest, put, queryAll, type Write } from './table.ts';

/** One practice of which an OIDC identity is staff. */
export interface Membership {
  practiceId: string;
  staffId: string;
}

/** Stands for an identity in keys: neither issuer nor subject is readable in them. */
export const identityOf = (issuer: string, subject: string): string => digest(`${issuer}|${subject}`);

/** The practices of which an identity is staff. The only read that begins without a scope: it finds the scopes. */
export async function listMemberships(identity: string): Promise<Membership[]> {
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.staffIdentity(identity, '').pk },
    ConsistentRead: true,
  });
  return items.map((item) => ({ practiceId: String(item.sk), staffId: String(item.staffId) }));
}

/** Ties an identity to a member of staff; `identity` is lost where it is tied already. */
export const tieIdentity = (scope: Scope, staffId: string, issuer: string, subject: string): Write =>
  put('identity', keys.staffIdentity(identityOf(issuer, subject), scope.practiceId), { staffId }, 'new');

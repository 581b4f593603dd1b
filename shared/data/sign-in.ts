import { createHmac, randomInt } from 'node:crypto';
import type { Scope } from '../domain/actor.ts';
import type { Practice } from '../domain/practice.ts';
import { armed, requested, type SignIn, type SignInWay, signInKeptSeconds } from '../domain/sign-in.ts';
import { type Change, commit, newId } from './change.ts';
import { keys } from './keys.ts';
import { newSecret } from './session.ts';
import {
  decideAgain,
  digest,
  getItem,
  put,
  queryAll,
  record,
  sameSecret,
  transact,
  type Write,
} from './table.ts';

/** Where the link of a request leads: from its id, which events and e-mails hold, to its address's item. */
interface SignInLink {
  id: string;
  practiceId: string;
  purpose: 'sign-in';
  hmac: string;
}

/** Everything about one address (product 2.9): its newest request, and whose records have it. */
export interface Address {
  hmac: string;
  signIn: SignIn | undefined;
  clientIds: string[];
}

/** One query reads the request and the people of an address, strongly consistent. */
export async function getAddress(scope: Scope, hmac: string): Promise<Address> {
  const { pk, sk } = keys.signIn(scope.practiceId, hmac);
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });
  const signIn = items.find((item) => item.sk === sk);
  return {
    hmac,
    signIn: signIn && record<SignIn>(signIn),
    clientIds: items.filter((item) => item.sk !== sk).map((item) => String(item.sk)),
  };
}

/** The address that a link of e-mailed sign-in is for; undefined for any other link, or one of elsewhere. */
export async function findAddress(scope: Scope, linkId: string): Promise<Address | undefined> {
  const item = await getItem(keys.link(linkId));
  const link = item && record<SignInLink>(item);
  if (link?.purpose !== 'sign-in' || link.practiceId !== scope.practiceId) return undefined;
  return getAddress(scope, link.hmac);
}

/** Writes an address's request over the version that was read; loses `sign-in` where another was faster. */
export const putSignIn = (scope: Scope, hmac: string, signIn: SignIn, change: Pick<Change, 'now'>): Write => {
  const expiresAt = Math.ceil(change.now / 1000) + signInKeptSeconds;
  const when = signIn.version === 1 ? ('new' as const) : { version: signIn.version - 1 };
  return put('sign-in', keys.signIn(scope.practiceId, hmac), { ...signIn, expiresAt }, when);
};

/**
 * Counts and writes a request to sign in with an address. Whether there is anybody is not looked at: it makes
 * the same calls for every address, and over the limits too, when it writes no event, so that nothing is sent.
 */
export const requestSignIn = (scope: Scope, change: Change, hmac: string, way: SignInWay): Promise<void> =>
  decideAgain(async () => {
    const item = await getItem(keys.signIn(scope.practiceId, hmac));
    const id = newId('link', change.clock());
    const { heard, after } = requested(item && record<SignIn>(item), { id, way }, change.now);
    const request = putSignIn(scope, hmac, after, change);
    if (!heard) return transact([request]);
    const link: SignInLink = { id, practiceId: scope.practiceId, purpose: 'sign-in', hmac };
    const expiresAt = Math.ceil(change.now / 1000) + signInKeptSeconds;
    return commit(scope, change, {
      writes: [request, put('link', keys.link(id), { ...link, expiresAt }, 'new')],
      happenings: [
        {
          type: 'sign-in.requested.v1',
          aggregate: { type: 'sign-in', id },
          sequence: 1,
          data: { linkId: id },
        },
      ],
    });
  });

/** A code under the practice's own key, or six digits could be found from the item alone. */
const keyed = ({ addressKey }: Pick<Practice, 'addressKey'>, requestId: string, code: string): string =>
  createHmac('sha256', addressKey).update(`${requestId} ${code}`).digest('base64url');

/**
 * Makes the secrets of one e-mail: a link of 256 bits, where the request opens the portal, and a code of six
 * digits. Those of an earlier try of the same e-mail are dead with this write.
 */
export function armSignIn(
  scope: Scope,
  practice: Pick<Practice, 'addressKey'>,
  { hmac, signIn }: { hmac: string; signIn: SignIn },
  change: Pick<Change, 'now'>,
): { secret: string | null; code: string; write: Write } {
  const secret = signIn.way.kind === 'portal' ? newSecret() : null;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const hashes = {
    linkHash: secret === null ? null : digest(secret),
    codeHash: digest(keyed(practice, signIn.id, code)),
  };
  const after = armed(signIn, hashes, change.now);
  return { secret, code, write: putSignIn(scope, hmac, after, change) };
}

/** Whether a code is the one that was e-mailed, in a time that tells nothing. */
export const isCodeOf = (practice: Pick<Practice, 'addressKey'>, signIn: SignIn, code: string): boolean =>
  sameSecret(signIn.codeHash ?? '', keyed(practice, signIn.id, code));

/** Whether the secret of a link is the one that was e-mailed. */
export const isSecretOf = (signIn: SignIn, secret: string): boolean =>
  sameSecret(signIn.linkHash ?? '', secret);

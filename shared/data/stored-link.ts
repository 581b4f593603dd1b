import type { Scope } from '../domain/actor.ts';
import type { Practice } from '../domain/practice.ts';
import { type Change, newId } from './change.ts';
import { keys } from './keys.ts';
import { newSecret } from './session.ts';
import { digest, getItems, put, record, type Write } from './table.ts';

/** A link whose token is proof by itself: what each has, whatever it opens. */
export interface StoredLink {
  id: string;
  practiceId: string;
  purpose: 'appointment' | 'confirmation';
  /** SHA-256 of the secret, which is in the fragment of the address and nowhere in the table. */
  hash: string;
}

/**
 * A new link with what is its purpose's own, and the secret of its token.
 * @param keptUntil epoch milliseconds from which on nobody asks for it any more
 */
export function newLink<L extends StoredLink>(
  scope: Scope,
  change: Pick<Change, 'clock'>,
  own: Omit<L, 'id' | 'practiceId' | 'hash'>,
  keptUntil: number,
): { link: L; secret: string; write: Write } {
  const secret = newSecret();
  const id = newId('link', change.clock());
  const link = { id, practiceId: scope.practiceId, hash: digest(secret), ...own } as L;
  const expiresAt = Math.ceil(keptUntil / 1000);
  return { link, secret, write: put('link', keys.link(id), { ...link, expiresAt }, 'new') };
}

/** A link with its practice, in one trip; a link of another practice, or for something else, is not there. */
export async function getStoredLink<L extends StoredLink>(
  scope: Scope,
  purpose: L['purpose'],
  linkId: string,
): Promise<{ practice: Practice | undefined; link: L | undefined }> {
  const [practice, item] = await getItems([keys.practice(scope.practiceId), keys.link(linkId)]);
  const link = item && record<L>(item);
  const ours = link?.practiceId === scope.practiceId && link.purpose === purpose;
  return { practice: practice && record<Practice>(practice), link: ours ? link : undefined };
}

import { createHmac } from 'node:crypto';
import type { Client } from '../domain/client.ts';
import type { Practice } from '../domain/practice.ts';
import { parseUnsubscribeToken } from '../domain/token.ts';
import { keys } from './keys.ts';
import { digest, getItems, record, sameSecret } from './table.ts';

/** With a word that no e-mail address can hold, since the same key stands for addresses. */
const proofOf = (practice: Pick<Practice, 'addressKey'>, clientId: string): string =>
  createHmac('sha256', practice.addressKey).update(`unsubscribe ${clientId}`).digest('base64url');

/**
 * The token by which a client ends e-mails without signing in (product 6.4): nothing is stored of it, so that it
 * works in the oldest e-mail, and nobody makes it without the practice's key.
 */
export const unsubscribeToken = (practice: Pick<Practice, 'id' | 'addressKey'>, clientId: string): string =>
  [practice.id, clientId, proofOf(practice, clientId)].join('.');

/** The practice and the client that a token is of; undefined for one that is not ours. */
export async function findUnsubscribing(
  token: string,
): Promise<{ practice: Practice; client: Client } | undefined> {
  const parsed = parseUnsubscribeToken(token);
  if (!parsed) return undefined;
  const [practiceItem, clientItem] = await getItems([
    keys.practice(parsed.practiceId),
    keys.client(parsed.practiceId, parsed.clientId),
  ]);
  if (!practiceItem || !clientItem) return undefined;
  const practice = record<Practice>(practiceItem);
  const genuine = sameSecret(digest(proofOf(practice, parsed.clientId)), parsed.proof);
  return genuine ? { practice, client: record<Client>(clientItem) } : undefined;
}

import type { SignInPage } from '../api/staff.ts';
import { keep, kept } from './kept.ts';

/** What a sign-in is begun with, and compared with when the browser comes back (OAuth 2.0 with PKCE, OIDC). */
export interface Begun {
  /** Proves that whoever comes back is whom we sent off. */
  state: string;
  /** Proves that the ID token was made for this sign-in. */
  nonce: string;
  /** Proves, at the exchange of the code, that it was begun here. */
  verifier: string;
  /** Which practice, where one was chosen. */
  practiceId?: string;
  /** Where on our page to go on. */
  path: string;
}

/** What the provider sent back. */
export type Returned = { code: string; begun: Begun } | { refused: true };

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** 256 bits that nobody guesses. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** The challenge of a PKCE verifier (RFC 7636, S256). */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

/**
 * Begins a sign-in: keeps its secrets with this tab and gives the address of the provider's page. `again` asks
 * the provider not to let anyone in by a session of its own: ours ended so that nobody else goes on.
 */
export async function begin(
  { authorizeUrl, clientId, redirectUri, scope }: SignInPage,
  how: { path: string; practiceId?: string; again: boolean },
): Promise<string> {
  const begun: Begun = {
    state: random(),
    nonce: random(),
    verifier: random(),
    path: how.path,
    ...(how.practiceId !== undefined && { practiceId: how.practiceId }),
  };
  keep('sign-in', begun);
  const url = new URL(authorizeUrl);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await challengeOf(begun.verifier),
    code_challenge_method: 'S256',
    ...(how.again && { prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Takes what the provider sent back out of the address, once; null if nothing came. Something of a sign-in that
 * was not begun in this tab counts as refused.
 */
export function takeReturn(): Returned | null {
  const query = new URLSearchParams(location.search);
  const [code, state] = [query.get('code'), query.get('state')];
  if (code === null && query.get('error') === null) return null;
  const begun = kept<Begun>('sign-in');
  keep('sign-in', null);
  history.replaceState(null, '', begun?.state === state && begun ? begun.path : '/staff');
  return code !== null && begun !== null && begun.state === state ? { code, begun } : { refused: true };
}

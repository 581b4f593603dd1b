import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { granted, Refused, refuse } from '../domain/decision.ts';
import { env } from '../runtime/env.ts';

/** The provider's page that ends a sign-in: staff come back to the site with a code. */
const redirectUri = () => `${env('siteUrl')}/staff`;

/** The provider's keys, fetched once and again when an unknown one is named. */
let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

const listOf = (text: string) => text.split(',').map((part) => part.trim());

const rejected = (why: string): never =>
  granted(refuse('sign-in-rejected', `You could not be signed in: ${why} Please sign in again.`));

/** The provider does not answer as it should: nothing is wrong with what was sent. */
const silent = (cause: unknown): never => {
  const detail = 'The sign-in service does not answer. Please try again in a few seconds.';
  throw Object.assign(new Refused({ code: 'busy', detail, retryAfterSeconds: 5 }), { cause });
};

/** Faults of the provider's list of keys; all others are the token's. */
const ofTheKeys = new Set([errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code]);

/**
 * Checks an ID token of the staff's identity provider: signature, issuer and audience from their lists, RS256
 * or ES256 alone, expiry against the given clock, and the nonce wherever the token or the caller has one.
 * Refuses with `sign-in-rejected`, and with `busy` where the provider's keys cannot be had.
 */
export async function checkIdToken(
  idToken: string,
  nonce: string | undefined,
  now: number,
): Promise<{ issuer: string; subject: string }> {
  keys ??= createRemoteJWKSet(new URL(env('staffKeysUrl')), { timeoutDuration: 3_000 });
  const checked = await jwtVerify(idToken, keys, {
    issuer: listOf(env('staffIssuers')),
    audience: listOf(env('staffAudiences')),
    algorithms: ['RS256', 'ES256'],
    requiredClaims: ['sub', 'exp', 'iat'],
    currentDate: new Date(now),
    clockTolerance: 5,
  }).catch((error: unknown) =>
    error instanceof errors.JOSEError && !ofTheKeys.has(error.code)
      ? rejected('the sign-in has run out, or is not of our provider.')
      : silent(error),
  );
  const { payload } = checked;
  if ((payload.nonce ?? undefined) !== nonce) return rejected('it was begun elsewhere.');
  // Cognito's access tokens carry the same issuer and subject; only ID tokens say who somebody is.
  if (payload.token_use !== undefined && payload.token_use !== 'id') return rejected('that is no ID token.');
  return { issuer: String(payload.iss), subject: String(payload.sub) };
}

/** Where staff sign in, and how our page is known there: what a browser is sent off with. */
export function signInPage() {
  const [clientId = ''] = listOf(env('staffAudiences'));
  const authorizeUrl = env('staffAuthorizeUrl');
  return { authorizeUrl, clientId, redirectUri: redirectUri(), scope: 'openid email' };
}

const tokens = z.object({ id_token: z.string() });

/**
 * Exchanges a code and its PKCE verifier for the ID token. Refuses with `sign-in-rejected`, and with `busy` where
 * the provider does not answer.
 */
export async function exchangeCode(code: string, verifier: string): Promise<string> {
  const [clientId = ''] = listOf(env('staffAudiences'));
  const answer = await fetch(env('staffTokenUrl'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    }),
    signal: AbortSignal.timeout(5_000),
  }).catch(silent);
  if (answer.status >= 500) silent(new Error(`The identity provider answers ${answer.status}.`));
  const given = tokens.safeParse(answer.ok ? await answer.json() : undefined);
  return given.success ? given.data.id_token : rejected('the code was used already.');
}

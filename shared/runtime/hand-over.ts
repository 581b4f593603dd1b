import type { Session } from '../data/session.ts';
import type { Scope } from '../domain/actor.ts';
import { Refused } from '../domain/decision.ts';
import { formatSessionToken } from '../domain/token.ts';
import { sessionCookie } from './cookie.ts';
import { env } from './env.ts';

/** A cookie is taken from, and given to, our own pages only. */
export function requireOwnOrigin(origin: string | undefined): void {
  if (origin === env('siteUrl')) return;
  throw new Refused({
    code: 'origin',
    detail: 'A session cookie is for our own pages only. Elsewhere use a bearer token.',
  });
}

/**
 * Hands a new session over: as a bearer token in the answer, or in an HttpOnly cookie that no script can read
 * (then `token` is null, and the request must come from our own origin).
 */
export function handOver(
  scope: Scope,
  { session, secret }: { session: Session; secret: string },
  how: { keep: 'bearer' | 'cookie'; origin: string | undefined; now: number },
): { told: { token: string | null; idleUntil: string; endsAt: string }; cookies: string[] } {
  if (how.keep === 'cookie') requireOwnOrigin(how.origin);
  const token = formatSessionToken({
    practiceId: scope.practiceId,
    subject: { kind: session.kind, id: session.subjectId },
    sessionId: session.id,
    secret,
  });
  const limits = {
    idleUntil: new Date(session.idleUntil).toISOString(),
    endsAt: new Date(session.endsAt).toISOString(),
  };
  if (how.keep === 'bearer') return { told: { token, ...limits }, cookies: [] };
  const seconds = (session.endsAt - how.now) / 1000;
  return { told: { token: null, ...limits }, cookies: [sessionCookie(session.kind, token, seconds)] };
}

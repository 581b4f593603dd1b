import { env } from './env.ts';

type Kind = 'client' | 'staff';

const secure = () => env('siteUrl').startsWith('https:');

/** The cookie of the web on our own origin; `__Host-` wherever there is TLS. */
export const cookieName = (kind: Kind): string => (secure() ? `__Host-portico-${kind}` : `portico-${kind}`);

const attributes = () => `Path=/; HttpOnly; SameSite=Strict${secure() ? '; Secure' : ''}`;

/** Keeps a session token where no script can read it, until the session's absolute end. */
export const sessionCookie = (kind: Kind, token: string, seconds: number): string =>
  `${cookieName(kind)}=${token}; Max-Age=${Math.floor(seconds)}; ${attributes()}`;

/** Takes the cookie away. */
export const forgetCookie = (kind: Kind): string => `${cookieName(kind)}=; Max-Age=0; ${attributes()}`;

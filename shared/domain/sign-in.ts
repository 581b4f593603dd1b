import * as z from 'zod';
import type { EventData, EventDetail, EventMetadata, EventType } from './event.ts';
import type { Guesses } from './identity.ts';

/** How e-mailed sign-in is limited (docs/security.md). */
export const signInLimits = {
  /** How long a link and a code live. */
  minutes: 10,
  /** Wrong codes that kill a code. */
  codeTries: 5,
  /** Requests of one address that are heard, each within so many minutes. */
  requests: [
    { count: 3, minutes: 15 },
    { count: 5, minutes: 60 },
    { count: 10, minutes: 24 * 60 },
  ],
} as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A six-digit code as people type it: spaces pass. */
export const emailedCode = z
  .string()
  .max(20)
  .regex(/^(?:\s*\d){6}\s*$/, 'Use the six digits of the e-mail.');

/** What a link or a code of an address opens: the portal, or the one appointment whose link asked for a code. */
export type SignInWay = { kind: 'portal' } | { kind: 'appointment'; linkId: string };

/** The newest request to sign in with one address (product 2.9): one item beside the people who have it. */
export interface SignIn {
  /** The link's id; an older request's link or code is dead. */
  id: string;
  way: SignInWay;
  /** Hashes of what was e-mailed: null before that, where there was nobody to write to, and once it is spent. */
  linkHash: string | null;
  codeHash: string | null;
  /** When link and code end, epoch milliseconds. */
  endsAt: number;
  wrongCodes: number;
  /** Wrong answers to the identity check with this link or code, and the lock that they led to. */
  wrongAnswers: number;
  lockedUntil: string | null;
  /** Wrong answers with any link or code of the address, of one UTC day. */
  wrongToday: { day: string; count: number };
  /** When the address was last heard, epoch milliseconds, oldest first: what the limits look at. */
  heardAt: number[];
  version: number;
}

/** That somebody asked to sign in, as the bus tells it. */
export interface SignInEvent {
  type: 'sign-in.requested.v1';
  metadata: EventMetadata;
  data: EventData<'sign-in.requested.v1'>;
}

/** The event, if somebody asked: a replay sends nobody anything (product 6.4). */
export const asSignIn = ({
  type,
  metadata,
  data,
}: EventDetail & { type: EventType }): SignInEvent | undefined =>
  type === 'sign-in.requested.v1' && metadata.cause !== 'replay'
    ? { type, metadata, data: data as SignInEvent['data'] }
    : undefined;

/**
 * Whether one more request of an address is heard, and the requests to remember; over a limit it is not, and
 * does not count, so that nobody can keep an address shut.
 */
export function decideRequest(
  heardAt: readonly number[],
  now: number,
): { heard: boolean; heardAt: number[] } {
  const ofToday = heardAt.filter((at) => now - at < DAY);
  const over = signInLimits.requests.some(
    ({ count, minutes }) => ofToday.filter((at) => now - at < minutes * MINUTE).length >= count,
  );
  return over ? { heard: false, heardAt: ofToday } : { heard: true, heardAt: [...ofToday, now] };
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/** An address's request after one more: heard (with the new link's id), or over a limit. */
export function requested(
  before: SignIn | undefined,
  ask: { id: string; way: SignInWay },
  now: number,
): { heard: boolean; after: SignIn } {
  const { heard, heardAt } = decideRequest(before?.heardAt ?? [], now);
  const version = (before?.version ?? 0) + 1;
  if (before && !heard) return { heard, after: { ...before, heardAt, version } };
  const wrongToday = before?.wrongToday ?? { day: dayOf(now), count: 0 };
  return { heard, after: { ...nothingAsked(ask, now), wrongToday, heardAt, version } };
}

const nothingAsked = (ask: { id: string; way: SignInWay }, now: number): SignIn => ({
  ...ask,
  linkHash: null,
  codeHash: null,
  endsAt: 0,
  wrongCodes: 0,
  wrongAnswers: 0,
  lockedUntil: null,
  wrongToday: { day: dayOf(now), count: 0 },
  heardAt: [],
  version: 0,
});

/**
 * An address after it was given for something else than signing in: it counts alike, since it means an e-mail
 * (docs/security.md); a link and a code that are on their way stay good.
 * @param id names the item where the address was never given before
 */
export function counted(
  before: SignIn | undefined,
  id: string,
  now: number,
): { heard: boolean; after: SignIn } {
  const known = before ?? nothingAsked({ id, way: { kind: 'portal' } }, now);
  const { heard, heardAt } = decideRequest(known.heardAt, now);
  return { heard, after: { ...known, heardAt, version: known.version + 1 } };
}

/** With the secrets that are e-mailed now; those of an earlier try of the same e-mail are dead. */
export const armed = (
  before: SignIn,
  hashes: { linkHash: string | null; codeHash: string },
  now: number,
): SignIn => ({
  ...before,
  ...hashes,
  endsAt: now + signInLimits.minutes * MINUTE,
  wrongCodes: 0,
  version: before.version + 1,
});

/** Whether its link, or its code, may still be used at all; whose it is comes later. */
export const isLive = (signIn: SignIn, now: number): boolean =>
  signIn.codeHash !== null && now < signIn.endsAt;

/** Whether another code may be tried; wrong ones count whether or not there is anybody. */
export const mayTryCode = (signIn: SignIn): boolean => signIn.wrongCodes < signInLimits.codeTries;

/** After a wrong code. */
export const withWrongCode = (before: SignIn): SignIn => ({
  ...before,
  wrongCodes: before.wrongCodes + 1,
  version: before.version + 1,
});

/** Once somebody is in: link and code are spent. */
export const spent = (before: SignIn): SignIn => ({
  ...before,
  linkHash: null,
  codeHash: null,
  wrongAnswers: 0,
  lockedUntil: null,
  version: before.version + 1,
});

/** What has been guessed about the people of an address, as the identity check takes it. */
export const guessesOf = (signIn: SignIn, now: number): Guesses => ({
  link: signIn.wrongAnswers,
  lockedUntil: signIn.lockedUntil,
  clientToday: signIn.wrongToday.day === dayOf(now) ? signIn.wrongToday.count : 0,
});

/** With what is known of guesses now. Five wrong answers end link and code for good: their lock outlives them. */
export const withGuesses = (before: SignIn, guesses: Guesses, now: number): SignIn => ({
  ...before,
  wrongAnswers: guesses.link,
  lockedUntil: guesses.lockedUntil,
  wrongToday: { day: dayOf(now), count: guesses.clientToday },
  version: before.version + 1,
});

/** How long the item of an address is worth keeping, seconds: its counts are of one day. */
export const signInKeptSeconds = 2 * 86_400;

/** An e-mail with a link that nobody waits for any more is not worth another try. */
export const signInWorthTrying = 30 * MINUTE;

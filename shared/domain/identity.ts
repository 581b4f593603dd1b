import type { Client } from './client.ts';
import { allow, type Decision, refuse } from './decision.ts';
import { postcodeKey } from './postcode.ts';
import type { Practice } from './practice.ts';

/** Wrong answers that lock one link, and for how long; wrong answers about one client in a day (product 2.8). */
export const identityLimits = { perLink: 5, lockMinutes: 60, perClientAndDay: 10 } as const;

/** What has been guessed before, as it is stored with the link and with the client. */
export interface Guesses {
  /** Wrong answers on this link since its last lock. */
  link: number;
  /** The instant at which the link's lock ends; null if it was never locked. */
  lockedUntil: string | null;
  /** Wrong answers about this client on this UTC date, over all links. */
  clientToday: number;
}

export interface IdentityInput {
  practice: Pick<Practice, 'phone' | 'country'>;
  client: Pick<Client, 'dateOfBirth' | 'postcode' | 'deceased'>;
  /** What the person gave: a date like 1948-03-27, and a postcode in any spelling. */
  given: { dateOfBirth: string; postcode: string };
  guesses: Guesses;
  /** Epoch milliseconds. */
  now: number;
}

export interface IdentityDecision {
  decision: Decision<'proven'>;
  /** What is known of guesses now; to be stored before the answer goes out, or guesses at once are free. */
  guesses: Guesses;
}

const DAY = 86_400_000;

/** Compares the whole of both texts whatever they hold, so that time does not tell how far they agree. */
function same(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < Math.max(one.length, other.length); at++)
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** Whether a date of birth is the client's; the whole of it is compared. */
export const isBirthdayOf = (client: Pick<Client, 'dateOfBirth'>, given: string): boolean =>
  same(client.dateOfBirth ?? '', given);

/** Whether a postcode, in any spelling, is the client's; the whole of it is compared. */
export const isPostcodeOf = (
  client: Pick<Client, 'postcode'>,
  given: string,
  { country }: Pick<Practice, 'country'>,
): boolean => same(postcodeKey(client.postcode, country) ?? '', postcodeKey(given, country) ?? '');

/** The one answer for a link that is unknown, used up, ended, or that of somebody who has died. */
export const linkEnded = (next = 'Please ask the practice for a new one.'): Decision<never> =>
  refuse('link-ended', `This link has stopped working. ${next}`);

/** The one answer for a code that is wrong, used up, too old, or for nobody (product 2.9). */
export const codeMismatch = (): Decision<never> =>
  refuse('code-mismatch', 'That code did not match. Use the newest email.');

/**
 * What to answer where the record lacks a date of birth or a postcode (product 2.8): never which. Staff are
 * told which record to complete by whoever stores this.
 */
export const detailsMissing = (practice: Pick<Practice, 'phone'>): Decision<never> =>
  refuse('details-missing', `We need to update your record first. Please phone ${practice.phone}.`, {
    phone: practice.phone,
  });

/** Whether a client can prove who they are at all: a date of birth and a postcode are on the record. */
export const canBeChecked = (
  client: Pick<Client, 'dateOfBirth' | 'postcode'>,
  practice: Pick<Practice, 'country'>,
): boolean => client.dateOfBirth !== null && postcodeKey(client.postcode, practice.country) !== undefined;

/**
 * Decides whether the person behind a link is the client (product 2.8): date of birth and postcode must both
 * agree, and both are compared whichever is wrong. The first that holds: `link-ended` for the deceased;
 * `details-missing`; `identity-locked` with `until` and `retryAfterSeconds` while the link's hour runs, or until
 * the UTC day ends after ten wrong answers about the client, even if this one is right; `identity-mismatch`,
 * which never says which part. The fifth wrong answer on a link locks it and says so. Tries during a lock are
 * not counted, so nobody can prolong it; a right answer clears the link's count.
 */
export function decideIdentity(input: IdentityInput): IdentityDecision {
  const { practice, client, given, guesses, now } = input;
  const rightDate = isBirthdayOf(client, given.dateOfBirth);
  const rightPostcode = isPostcodeOf(client, given.postcode, practice);
  const right = Number(rightDate) + Number(rightPostcode) === 2;

  if (client.deceased) return { decision: linkEnded(), guesses };
  if (!canBeChecked(client, practice)) return { decision: detailsMissing(practice), guesses };
  return weighAnswer(right, { practice, guesses, now });
}

/**
 * What follows from an answer that is right or wrong: nothing while a lock holds; a right one clears the link's
 * count; a wrong one counts, and the fifth on a link, or the tenth of the day, locks and says so.
 */
export function weighAnswer(
  right: boolean,
  { practice, guesses, now }: Pick<IdentityInput, 'guesses' | 'now'> & { practice: Pick<Practice, 'phone'> },
): IdentityDecision {
  const before = lockEnd(guesses, now);
  if (before !== null) return { decision: locked(practice.phone, before, now), guesses };
  if (right) return { decision: allow('proven'), guesses: { ...guesses, link: 0, lockedUntil: null } };

  const counted = countWrong(guesses, now);
  const after = lockEnd(counted, now);
  return {
    decision: after === null ? mismatch(practice.phone) : locked(practice.phone, after, now),
    guesses: counted,
  };
}

/** When the lock that holds now ends, milliseconds: the later of the link's and the client's; null for none. */
function lockEnd({ lockedUntil, clientToday }: Guesses, now: number): number | null {
  const ofLink = lockedUntil === null ? 0 : Date.parse(lockedUntil);
  const ofDay = clientToday < identityLimits.perClientAndDay ? 0 : (Math.floor(now / DAY) + 1) * DAY;
  const end = Math.max(ofLink, ofDay);
  return now < end ? end : null;
}

function countWrong(guesses: Guesses, now: number): Guesses {
  const link = guesses.link + 1;
  const clientToday = guesses.clientToday + 1;
  if (link < identityLimits.perLink) return { link, lockedUntil: guesses.lockedUntil, clientToday };
  const lockedUntil = new Date(now + identityLimits.lockMinutes * 60_000).toISOString();
  return { link: 0, lockedUntil, clientToday };
}

const mismatch = (phone: string) =>
  refuse('identity-mismatch', `Those details do not match. Check both, or phone ${phone}.`, { phone });

function locked(phone: string, until: number, now: number): Decision<never> {
  const minutes = Math.ceil((until - now) / 60_000);
  const wait =
    minutes <= 90 ? `${minutes} minute${minutes === 1 ? '' : 's'}` : `${Math.ceil(minutes / 60)} hours`;
  return refuse(
    'identity-locked',
    `We paused this to keep you safe. Try again in ${wait}, or phone ${phone}.`,
    {
      until: new Date(until).toISOString(),
      retryAfterSeconds: Math.ceil((until - now) / 1000),
      phone,
    },
  );
}

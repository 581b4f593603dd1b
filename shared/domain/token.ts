import { clientId, linkId, practiceId, sessionId, staffId } from './id.ts';

/** The bearer token of a session, taken apart. The secret is compared by its hash only. */
export interface SessionToken {
  practiceId: string;
  subject: { kind: 'client' | 'staff'; id: string };
  sessionId: string;
  secret: string;
}

/** The token of a link, taken apart. It starts with the practice, so that the edge can route by it. */
export interface LinkToken {
  practiceId: string;
  linkId: string;
  secret: string;
}

/** The token of a client's calendar feed, taken apart: ids that name nobody, and the secret. */
export interface FeedToken {
  practiceId: string;
  clientId: string;
  secret: string;
}

// Nothing longer is ever made, so nothing longer is looked at.
const LONGEST = 160;

/** 256 bits in base64url: the last of 43 characters carries four bits, so it is one of sixteen. */
const secretPattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

const isA = (id: { safeParse(text: unknown): { success: boolean } }, text: string) =>
  id.safeParse(text).success;

function partsOf(text: unknown, count: number): string[] | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  const parts = text.split('.');
  return parts.length === count && secretPattern.test(parts[count - 1]!) ? parts : undefined;
}

function subjectOf(id: string): SessionToken['subject'] | undefined {
  if (isA(clientId, id)) return { kind: 'client', id };
  return isA(staffId, id) ? { kind: 'staff', id } : undefined;
}

/** The parts of `prac_….clnt_….sess_….secret` (`staff_…` for staff); undefined for anything else at all. */
export function parseSessionToken(text: unknown): SessionToken | undefined {
  const [practice, who, session, secret] = partsOf(text, 4) ?? [];
  if (!practice || !who || !session || !secret) return undefined;
  const subject = subjectOf(who);
  if (!subject || !isA(practiceId, practice) || !isA(sessionId, session)) return undefined;
  return { practiceId: practice, subject, sessionId: session, secret };
}

/** The text of a session token, as a bearer token or a cookie's value carries it. */
export const formatSessionToken = (token: SessionToken): string =>
  [token.practiceId, token.subject.id, token.sessionId, token.secret].join('.');

/** The parts of `prac_….link_….secret`; undefined for anything else at all. */
export function parseLinkToken(text: unknown): LinkToken | undefined {
  const [practice, link, secret] = partsOf(text, 3) ?? [];
  if (!practice || !link || !secret) return undefined;
  if (!isA(practiceId, practice) || !isA(linkId, link)) return undefined;
  return { practiceId: practice, linkId: link, secret };
}

/** The text of a link's token, as the fragment of its address carries it. */
export const formatLinkToken = (token: LinkToken): string =>
  [token.practiceId, token.linkId, token.secret].join('.');

/** The token of a client's way out of e-mails, taken apart; it lasts as long as the client's record. */
export interface UnsubscribeToken {
  practiceId: string;
  clientId: string;
  /** Made of the two with the practice's own key. */
  proof: string;
}

/** The parts of `prac_….clnt_….proof`; undefined for anything else at all. */
export function parseUnsubscribeToken(text: unknown): UnsubscribeToken | undefined {
  const [practice, client, proof] = partsOf(text, 3) ?? [];
  if (!practice || !client || !proof) return undefined;
  if (!isA(practiceId, practice) || !isA(clientId, client)) return undefined;
  return { practiceId: practice, clientId: client, proof };
}

/** The parts of `prac_….clnt_….secret`; undefined for anything else at all. */
export function parseFeedToken(text: unknown): FeedToken | undefined {
  const [practice, client, secret] = partsOf(text, 3) ?? [];
  if (!practice || !client || !secret) return undefined;
  if (!isA(practiceId, practice) || !isA(clientId, client)) return undefined;
  return { practiceId: practice, clientId: client, secret };
}

/** The text of a feed's token, as its address carries it. */
export const formatFeedToken = (token: FeedToken): string =>
  [token.practiceId, token.clientId, token.secret].join('.');

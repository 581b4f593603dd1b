/**
 * How rules answer. A rule never throws and never knows of HTTP: it returns a value, or a refusal with a
 * code from this one list. The API maps each code to a status and a problem page (shared/runtime/api.ts).
 */

/** Every way Portico says no, in kebab-case; `/problems/{code}` is its page. */
export const refusalCodes = [
  // what was sent
  'malformed',
  'validation',
  'too-large',
  'unsupported-media-type',
  'precondition-required',
  'stale-version',
  'idempotency-key-reused',
  // who sent it
  'no-session',
  'session-ended',
  'forbidden',
  'origin',
  'not-found',
  'wrong-region',
  // switches and access
  'portal-off',
  'booking-off',
  'access-disabled',
  'feature-off',
  // proving who one is
  'identity-mismatch',
  'identity-locked',
  'details-missing',
  'link-ended',
  'code-mismatch',
  'sign-in-rejected',
  // appointments
  'not-changeable',
  'already-cancelled',
  'begun',
  'not-bookable-online',
  'phone-required',
  'window-closed',
  'policy-changed',
  'unchanged',
  'not-an-opening',
  'taken',
  // requests
  'already-decided',
  'not-undoable',
  'requests-open',
  'new-clients-off',
  // the waiting list
  'offer-over',
  // the practice's own records
  'slug-taken',
  'in-use',
  'zone-change-running',
  'zone-change-over',
  'zone-overlaps',
  'already-there',
  'import-rejected',
  'replay-running',
  // the service itself
  'busy',
  'frozen',
  'internal',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** One field that is wrong: a JSON pointer into the body (or `?name` of the query), a code, a sentence. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

/** What a rule knows about its no, told to the caller as members of the problem document. */
export interface RefusalFacts {
  errors?: FieldError[];
  /** The instant (ISO, UTC) until which the thing was, or is, allowed. */
  until?: string;
  /** The practice's phone number, where phoning is the way on. */
  phone?: string;
  /** What must be there first, by setting or field name. */
  missing?: string[];
  /** The state that won: a version, the present policy, the present text. */
  current?: unknown;
  /** Free times near the one that could not be had, ISO instants. */
  nearest?: string[];
  /** The API address of the region that is this practice's home. */
  home?: string;
  /** Seconds to wait before trying again. */
  retryAfterSeconds?: number;
}

export interface Refusal extends RefusalFacts {
  code: RefusalCode;
  /** A sentence for a person: what, why, what next. */
  detail: string;
}

export type Decision<T> = { allowed: true; value: T } | { allowed: false; refusal: Refusal };

/** The yes of a rule, with what was decided. */
export const allow = <T>(value: T): Decision<T> => ({ allowed: true, value });

/** The no of a rule: a code, a sentence for a person, and what the rule knows. */
export const refuse = (code: RefusalCode, detail: string, facts: RefusalFacts = {}): Decision<never> => ({
  allowed: false,
  refusal: { code, detail, ...facts },
});

/** A no about one or more named fields (422 unless another code is given). */
export const refuseFields = (errors: FieldError[], code: RefusalCode = 'validation'): Decision<never> =>
  refuse(code, [...new Set(errors.map((error) => error.message))].join(' '), { errors });

/** A refusal on its way out of a handler: the API turns it into a problem document. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** The value of a yes; a no is thrown as `Refused`. */
export function granted<T>(decision: Decision<T>): T {
  if (decision.allowed) return decision.value;
  throw new Refused(decision.refusal);
}

/** "Not there, or not yours": the one answer for both (404). */
export function found<T>(record: T | undefined | null): T {
  if (record === undefined || record === null)
    throw new Refused({ code: 'not-found', detail: 'There is nothing here, or it is not yours to see.' });
  return record;
}

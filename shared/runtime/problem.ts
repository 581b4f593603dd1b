import { type Refusal, type RefusalCode, Refused } from '../domain/decision.ts';

/** The status and the title of each refusal: one exhaustive record, so that a new code must say what it is. */
export const problems: Record<RefusalCode, { status: number; title: string }> = {
  malformed: { status: 400, title: 'The request could not be read' },
  validation: { status: 422, title: 'Some values cannot be used' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  'precondition-required': { status: 428, title: 'Say which version you read' },
  'stale-version': { status: 412, title: 'This changed while you had it open' },
  'idempotency-key-reused': { status: 422, title: 'This key was used for another request' },
  'no-session': { status: 401, title: 'Please sign in' },
  'session-ended': { status: 401, title: 'Please sign in again' },
  forbidden: { status: 403, title: 'You may not do this' },
  origin: { status: 403, title: 'This request came from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'wrong-region': { status: 421, title: 'This practice is at home in another region' },
  'portal-off': { status: 403, title: 'Online access is switched off' },
  'booking-off': { status: 403, title: 'Online booking is switched off' },
  'access-disabled': { status: 403, title: 'Your online access is switched off' },
  'feature-off': { status: 403, title: 'This is switched off' },
  'identity-mismatch': { status: 422, title: 'Those details do not match' },
  'identity-locked': { status: 429, title: 'Paused to keep you safe' },
  'details-missing': { status: 409, title: 'Please phone the practice' },
  'link-ended': { status: 410, title: 'This link has stopped working' },
  'code-mismatch': { status: 422, title: 'That code did not match' },
  'sign-in-rejected': { status: 401, title: 'You could not be signed in' },
  'not-changeable': { status: 409, title: 'This appointment cannot be changed' },
  'already-cancelled': { status: 409, title: 'This appointment is cancelled already' },
  begun: { status: 409, title: 'This appointment has begun' },
  'not-bookable-online': { status: 409, title: 'Times of this clinician are not offered online' },
  'phone-required': { status: 409, title: 'Please phone the practice' },
  'window-closed': { status: 409, title: 'It is too late to do this online' },
  'policy-changed': { status: 409, title: 'The cancellation policy has changed' },
  unchanged: { status: 409, title: 'It is like that already' },
  'not-an-opening': { status: 409, title: 'That time is not offered' },
  taken: { status: 409, title: 'That time has gone' },
  'already-decided': { status: 409, title: 'This request has been decided' },
  'not-undoable': { status: 409, title: 'This decision cannot be taken back' },
  'requests-open': { status: 409, title: 'Enough requests are waiting' },
  'new-clients-off': { status: 403, title: 'New clients cannot book online' },
  'offer-over': { status: 409, title: 'That offer is over' },
  'slug-taken': { status: 409, title: 'This address is taken' },
  'in-use': { status: 409, title: 'This is still in use' },
  'zone-change-running': { status: 409, title: 'The time zone is being changed' },
  'zone-change-over': { status: 409, title: 'This change of time zone is over' },
  'zone-overlaps': { status: 409, title: 'Appointments would overlap' },
  'already-there': { status: 409, title: 'There is one already' },
  'import-rejected': { status: 422, title: 'This file cannot be imported' },
  'replay-running': { status: 409, title: 'Another replay is running' },
  busy: { status: 503, title: 'Busy for a moment' },
  frozen: { status: 503, title: 'Paused for a moment' },
  internal: { status: 500, title: 'Something went wrong on our side' },
};

/** A problem document (RFC 9457) of a refusal. `type` is a stable path with a page of its own. */
export function problemDocument(refusal: Refusal, requestId: string): Record<string, unknown> {
  const { code, detail, retryAfterSeconds, ...facts } = refusal;
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title, status, detail, requestId, ...facts };
}

/** Names under which the SDK tells of a passing state of the service: worth another try, so 503. */
const passing =
  /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughput|TransactionInProgress|TransactionConflict|Timeout|Abort|ServiceUnavailable|LostRace|ECONNRE/;

/** The refusal that stands for whatever was thrown; what is not ours is `internal`, and says nothing more. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof Error && passing.test(`${error.name} ${(error as { code?: string }).code ?? ''}`))
    return { code: 'busy', detail: 'Please try again in a few seconds.', retryAfterSeconds: 2 };
  return { code: 'internal', detail: 'Something went wrong on our side. Please try again.' };
}

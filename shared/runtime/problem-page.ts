import type { RefusalCode } from '../domain/decision.ts';
import { htmlPage } from './page.ts';
import { problems } from './problem.ts';

/** What a developer or a curious person can do about each kind of problem. */
const advice: Record<RefusalCode, string> = {
  malformed: 'The request could not be read. <code>errors</code> names the field, and what it should be.',
  validation: 'The request was read, but a value breaks a rule. <code>errors</code> names each field.',
  'too-large': 'A body may be 256 KiB. Larger files go through an upload address.',
  'unsupported-media-type': 'Send <code>Content-Type: application/json</code>.',
  'precondition-required': 'Read it first, then send its ETag as <code>If-Match</code>.',
  'stale-version': 'Somebody saved first. Read it again; <code>current</code> is the version there is now.',
  'idempotency-key-reused': 'One key stands for one request. Use a new key for a new request.',
  'no-session': 'Send a session as a bearer token, or as the cookie of our own pages.',
  'session-ended': 'The session ran out, was ended, or access changed. Sign in again.',
  forbidden: 'You are known, but this is not for your role, or not for the link that you came by.',
  origin: 'A cookie session is taken from our own pages only. Elsewhere use a bearer token.',
  'not-found': 'It does not exist, or it is not yours. The two are not told apart.',
  'wrong-region': 'Send the request to the region in <code>home</code>.',
  'portal-off': 'The practice has switched its client portal off. <code>detail</code> is its message.',
  'booking-off': 'The practice has switched online booking off. <code>detail</code> is its message.',
  'access-disabled': 'The practice has ended online access for this client. Phone the practice.',
  'feature-off': 'The practice has switched this off, or off for this client.',
  'identity-mismatch':
    'Date of birth and postcode must both be those on the record. It never says which was wrong.',
  'identity-locked': 'Too many wrong answers. Wait until <code>until</code>, or phone the practice.',
  'details-missing': 'The practice must complete the record first. Phone the number in <code>phone</code>.',
  'link-ended': 'The link has run out or its appointment has ended. Ask the practice for a new one.',
  'code-mismatch': 'The code was wrong, used, too old, or replaced by a newer one. Ask for a new one.',
  'sign-in-rejected': 'The identity provider’s answer was not accepted. Begin the sign-in again.',
  'not-changeable': 'The appointment’s status allows no change online. Phone the practice.',
  'already-cancelled': 'There is nothing left to do. For a new time, phone the practice.',
  begun: 'The appointment has begun. Phone the practice.',
  'not-bookable-online': 'The clinician’s times are not offered online at present. Phone the practice.',
  'phone-required': 'The practice wants a phone call for this. Phone the number in <code>phone</code>.',
  'window-closed': 'It was possible until <code>until</code>. Now phone the number in <code>phone</code>.',
  'policy-changed': 'Show the text in <code>current</code>, and send its version.',
  unchanged: 'The time, or whatever else was asked for, is what it has already. Choose another.',
  'not-an-opening': 'That time is not offered: choose from the openings, or from <code>nearest</code>.',
  taken: 'Somebody was faster. <code>nearest</code> has free times close to it.',
  'already-decided':
    'A decision happens once. <code>current</code> says what became of the request, when, and who decided; null stands for the practice’s own rule, the client or the deadline.',
  'not-undoable':
    'An approval can be taken back while its appointment is to come and nobody has changed it, a decline while its time is still free.',
  'requests-open':
    'A client may have three requests waiting, a new person one. Withdraw one, or wait for an answer.',
  'new-clients-off': 'The practice takes no new clients online at present. Phone it.',
  'offer-over':
    'The time that was offered was taken, refused, or not taken in time; or it cannot be had any more. The appointment is as it was. <code>current</code> says what became of the offer.',
  'slug-taken': 'Another practice has this web address. Choose another.',
  'in-use': 'Something still refers to it.',
  'already-there': 'There can only be one, and there is: change it instead. <code>current</code> is its id.',
  'replay-running': 'One replay of a practice at a time: wait until that one is finished, and ask again.',
  'zone-change-running': 'One change of zone at a time. Read how far it has come, and wait for its end.',
  'zone-change-over': 'It was done, refused or given up. Read it again, and start another one if need be.',
  'zone-overlaps': 'Move one appointment of each pair in <code>current</code>, then start the change again.',
  'import-rejected': 'Nothing was imported. <code>detail</code> says what is wrong with the file.',
  busy: 'Try again after <code>Retry-After</code> seconds, with the same Idempotency-Key.',
  frozen:
    'The practice’s time zone or home region is being changed. Try again after <code>Retry-After</code> seconds.',
  internal: 'The fault is ours. Try again; if it stays, tell us the <code>requestId</code>.',
};

/** The page that explains one kind of problem. */
export function problemPage(code: RefusalCode): string {
  const { title, status } = problems[code];
  return htmlPage(
    title,
    `<main><h1>${title}</h1><p><code>/problems/${code}</code>, HTTP status ${status}.</p><p>${advice[code]}</p></main>`,
  );
}

import { detailsMissingEntries } from '../data/bell.ts';
import { getAllOf } from '../data/catalogue.ts';
import { auditRow, type Change, commit } from '../data/change.ts';
import { addressHmac, changeAccess, getPeople } from '../data/client.ts';
import { newSession } from '../data/session.ts';
import { type Address, findAddress, getAddress, isCodeOf, isSecretOf, putSignIn } from '../data/sign-in.ts';
import { transact, transactOnce, type Write } from '../data/table.ts';
import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Access, Client } from '../domain/client.ts';
import { type Decision, granted } from '../domain/decision.ts';
import { codeMismatch, linkEnded } from '../domain/identity.ts';
import { maySignIn, type PersonDecision } from '../domain/person.ts';
import type { Practice } from '../domain/practice.ts';
import {
  guessesOf,
  isLive,
  mayTryCode,
  type SignIn,
  type SignInWay,
  spent,
  withGuesses,
  withWrongCode,
} from '../domain/sign-in.ts';
import { bellsOf, managersOf } from '../domain/staff-notice.ts';
import { parseLinkToken } from '../domain/token.ts';
import { handOver } from './hand-over.ts';

/** How a link or a code of e-mailed sign-in is proved (product 2.9), for the routes that take one. */

/** An address whose mailbox has been proved. */
export interface Proved extends Address {
  signIn: SignIn;
}

const sameWay = (one: SignInWay, other: SignInWay) =>
  one.kind === other.kind && ('linkId' in one ? one.linkId : '') === ('linkId' in other ? other.linkId : '');

const scopeOf = (practice: Practice) => ({ practiceId: practice.id });

/** The one answer for a link that is unknown, spent, too old, or replaced by a newer one. */
export const signInLinkEnded = () => linkEnded('Ask for a new one.');

/** The address of a link; opening it spends nothing. */
export async function proveLink(practice: Practice, text: string, now: number): Promise<Proved> {
  const token = parseLinkToken(text);
  const address =
    token?.practiceId === practice.id ? await findAddress(scopeOf(practice), token.linkId) : undefined;
  const { signIn } = address ?? {};
  if (!token || !address || !signIn || signIn.id !== token.linkId) return granted(signInLinkEnded());
  if (!isSecretOf(signIn, token.secret) || !isLive(signIn, now)) return granted(signInLinkEnded());
  return { ...address, signIn };
}

/**
 * The address of a code. A wrong one counts, whether there is anybody or not: for as long as codes may be tried
 * each answer costs the same calls. Loses `sign-in` where another answer came in between.
 */
export async function proveCode(
  practice: Practice,
  { email, code, way }: { email: string; code: string; way: SignInWay },
  now: number,
): Promise<Proved> {
  const scope = scopeOf(practice);
  const { signIn, ...address } = await getAddress(scope, addressHmac(practice, email));
  if (!signIn || !mayTryCode(signIn)) return granted(codeMismatch());
  const right = isCodeOf(practice, signIn, code.replace(/\s/g, ''));
  if (right && isLive(signIn, now) && sameWay(signIn.way, way)) return { ...address, signIn };
  await transact([putSignIn(scope, address.hmac, withWrongCode(signIn), { now })]);
  return granted(codeMismatch());
}

/** Who of an address may come in: whose record still has it, and whose access allows it. */
export async function peopleOf(
  practice: Practice,
  { hmac, clientIds }: Pick<Address, 'hmac' | 'clientIds'>,
  may: typeof maySignIn = maySignIn,
): Promise<{ client: Client & { email: string }; access: Access }[]> {
  const people = await getPeople(scopeOf(practice), clientIds);
  return people.filter(
    (one): one is { client: Client & { email: string }; access: Access } =>
      one.client.email !== null &&
      addressHmac(practice, one.client.email) === hmac &&
      may(one.client, one.access),
  );
}

/** The value of a yes; before a no goes out, what must be stored of it is. */
export async function grantedAfter<T>(decision: Decision<T>, store: () => Promise<unknown>): Promise<T> {
  if (!decision.allowed) await store();
  return granted(decision);
}

/** Writes entries one by one: one that is there already is no reason to leave out the others. */
async function tellEach(entries: readonly Write[]): Promise<void> {
  for (const entry of entries) await transactOnce([entry]);
}

/** Tells the staff of an appointment that its client's record lacks what they must prove themselves with (product 2.8). */
export async function tellOfMissingDetails(
  scope: Scope,
  change: Change,
  { id, clientId, staffId }: Pick<Appointment, 'id' | 'clientId' | 'staffId'>,
): Promise<void> {
  const bells = bellsOf(staffId, await getAllOf(scope, 'staff'));
  await tellEach(detailsMissingEntries(scope, change, { clientId, appointmentId: id }, bells));
}

/** Stores what a wrong answer leaves behind: its count, and whose record staff must complete (product 2.8). */
export async function rememberAnswer(
  practice: Practice,
  change: Change,
  { hmac, signIn }: Proved,
  decided: Pick<PersonDecision, 'guesses' | 'incomplete'>,
): Promise<void> {
  const scope = scopeOf(practice);
  if (decided.incomplete.length > 0) {
    const staff = managersOf(await getAllOf(scope, 'staff'));
    for (const { id } of decided.incomplete)
      await tellEach(detailsMissingEntries(scope, change, { clientId: id, appointmentId: null }, staff));
  }
  const { link, clientToday } = guessesOf(signIn, change.now);
  if (decided.guesses.link !== link || decided.guesses.clientToday !== clientToday)
    await transact([putSignIn(scope, hmac, withGuesses(signIn, decided.guesses, change.now), change)]);
}

/** In what way somebody comes in. */
interface Entry {
  access: Access;
  method: string;
  /** The one appointment that the session reaches, or null for everything of the client. */
  appointmentId: string | null;
  identityChecked: boolean;
}

/**
 * Lets a client in: their session, the spent link and code, the audit and, at the first sign-in, their access
 * (product 2.1) are one transaction, so of two at once one wins. Loses `sign-in` or `access` to others.
 */
export async function admit(
  practice: Practice,
  change: Change,
  { hmac, signIn }: Proved,
  { access, ...entry }: Entry,
  keep: Parameters<typeof handOver>[2],
): Promise<ReturnType<typeof handOver>> {
  const scope = scopeOf(practice);
  const { clientId } = access;
  const by: Change = { ...change, cause: 'client', actor: `client:${clientId}` };
  const opened = newSession(scope, by, {
    ...entry,
    kind: 'client',
    subjectId: clientId,
    practiceEpoch: practice.sessionEpoch,
    accessEpoch: access.epoch,
  });
  const handed = handOver(scope, opened, keep);
  const first = access.state === 'invited' && entry.appointmentId === null;
  const activated = first ? [changeAccess(scope, access, { state: 'active' })] : [];
  await commit(scope, by, {
    writes: [
      opened.write,
      putSignIn(scope, hmac, spent(signIn), by),
      auditRow(scope, by, 'signed-in', { clientId, note: entry.method }),
      ...activated.map(({ write }) => write),
    ],
    happenings: activated.map(({ happening }) => happening),
  });
  return handed;
}

import type { Scope } from '../domain/actor.ts';
import { clientsLike } from '../domain/applicant.ts';
import type { Access, Client } from '../domain/client.ts';
import { duplicatesOf, type PossibleDuplicate } from '../domain/duplicate.ts';
import type { Practice } from '../domain/practice.ts';
import type { Applicant, AppointmentRequest } from '../domain/request.ts';
import { counted, type SignIn } from '../domain/sign-in.ts';
import { type Change, commit, type Happening, newId } from './change.ts';
import { addressHmac, getPeople, newClient } from './client.ts';
import { keys } from './keys.ts';
import { saveRequest } from './request.ts';
import { getAddress, putSignIn } from './sign-in.ts';
import { getStoredLink, newLink, type StoredLink } from './stored-link.ts';
import { decideAgain, getItem, queryPage, record, type Write } from './table.ts';

/** What is stored of people who ask without signing in. */

/**
 * Counts a request of a stranger with its address, and stores it until the address is confirmed (product 4.4). Over
 * the limits of the address nothing is stored and no event tells of it, so nothing is sent.
 */
export const receiveRequest = (
  scope: Scope,
  change: Change,
  practice: Pick<Practice, 'addressKey'>,
  request: AppointmentRequest & { applicant: Applicant },
  answer: unknown,
): Promise<void> =>
  decideAgain(async () => {
    const hmac = addressHmac(practice, request.applicant.email);
    const item = await getItem(keys.signIn(scope.practiceId, hmac));
    const id = newId('link', change.clock());
    const { heard, after } = counted(item && record<SignIn>(item), id, change.now);
    const count = putSignIn(scope, hmac, after, change);
    if (!heard) return commit(scope, change, { writes: [count], happenings: [], answer });
    return saveRequest(scope, change, {
      request,
      before: null,
      sheets: [],
      told: { type: 'request.received.v1', more: {} },
      writes: [count],
      answer,
    });
  });

/** By which a stranger proves the address of a request: each e-mail has one, and all of them work. */
interface ConfirmationLink extends StoredLink {
  purpose: 'confirmation';
  requestId: string;
  /** The instant until which the address can be confirmed. */
  endsAt: string;
}

/** A new link for the e-mail that is about to go out, and the secret of its token. */
export const newConfirmationLink = (
  scope: Scope,
  change: Pick<Change, 'clock'>,
  { id, deadline }: Pick<AppointmentRequest, 'id' | 'deadline'>,
) =>
  newLink<ConfirmationLink>(
    scope,
    change,
    { purpose: 'confirmation', requestId: id, endsAt: deadline },
    Date.parse(deadline),
  );

/** A confirmation's link with its practice, in one trip; undefined for any other. */
export const getConfirmationLink = (scope: Scope, linkId: string) =>
  getStoredLink<ConfirmationLink>(scope, 'confirmation', linkId);

/**
 * The clients who somebody may be who has proved an address (product 2.10, 5.1).
 * @param unborn an id that nobody has: it is read too, so that an address of nobody takes the same trips
 */
export async function findLikely(
  practice: Practice,
  applicant: Applicant,
  unborn: string,
): Promise<{ client: Client; access: Access }[]> {
  const scope = { practiceId: practice.id };
  const { clientIds } = await getAddress(scope, addressHmac(practice, applicant.email));
  return clientsLike(await getPeople(scope, [...clientIds, unborn]), applicant);
}

/** How many clients of one name are looked at. */
const namesakes = 10;

/** The clients who somebody new may be: by e-mail address, or by name (product 2.10). */
export async function findDuplicates(practice: Practice, applicant: Applicant): Promise<PossibleDuplicate[]> {
  const scope = { practiceId: practice.id };
  const from = keys.clientName(applicant.familyName, applicant.givenName, '');
  const [address, named] = await Promise.all([
    getAddress(scope, addressHmac(practice, applicant.email)),
    queryPage('gsi1', keys.clientsByName(practice.id), { from, to: `${from}~` }, 'ascending', {
      limit: namesakes,
    }),
  ]);
  const people = await getPeople(scope, address.clientIds);
  const clients = [...people.map(({ client }) => client), ...named.items.map((item) => record<Client>(item))];
  return duplicatesOf(clients, applicant);
}

/**
 * Writes of the client that the person of a request becomes when it is approved, with its event (product 5.3); of
 * a client's request nothing. They asked by e-mail and gave a number for this, so both may be used for notices.
 */
export function newClientOf(
  scope: Scope,
  practice: Pick<Practice, 'addressKey'>,
  request: Pick<AppointmentRequest, 'clientId' | 'applicant' | 'test'>,
  clientId: string,
): { writes: Write[]; happenings: Happening[] } {
  if (request.clientId !== null || request.applicant === null) return { writes: [], happenings: [] };
  const client: Client = {
    ...request.applicant,
    id: clientId,
    consent: { email: true, text: true },
    deceased: false,
    test: request.test,
    version: 1,
  };
  const created: Happening<'client.created.v1'> = {
    type: 'client.created.v1',
    aggregate: { type: 'client', id: clientId },
    sequence: 1,
    test: request.test,
    data: { clientId },
    clientId,
  };
  // Their address is proved, so they may sign in from now on.
  return { writes: newClient(scope, practice, client, 'invited'), happenings: [created] };
}

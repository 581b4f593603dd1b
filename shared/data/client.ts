import { createHmac } from 'node:crypto';
import type { Scope } from '../domain/actor.ts';
import type { Access, Client, Consent, ConsentReason } from '../domain/client.ts';
import type { Practice } from '../domain/practice.ts';
import { type Change, commit, type Happening } from './change.ts';
import { keys } from './keys.ts';
import { getItem, getItems, put, record, update, type Write } from './table.ts';

/** One client's record. */
export async function getClient(scope: Scope, clientId: string): Promise<Client | undefined> {
  const item = await getItem(keys.client(scope.practiceId, clientId));
  return item && record<Client>(item);
}

/** A client's record and portal access, in one trip. */
export async function getClientWithAccess(
  scope: Scope,
  clientId: string,
): Promise<{ client: Client; access: Access } | undefined> {
  const [client, access] = await getItems([
    keys.client(scope.practiceId, clientId),
    keys.access(scope.practiceId, clientId),
  ]);
  return client && access && { client: record<Client>(client), access: record<Access>(access) };
}

/** Several clients' records in one trip; those that are not there are left out. */
export async function getClients(scope: Scope, clientIds: readonly string[]): Promise<Client[]> {
  const items = await getItems([...new Set(clientIds)].map((id) => keys.client(scope.practiceId, id)));
  return items.flatMap((item) => (item ? [record<Client>(item)] : []));
}

/** Stands for an e-mail address in keys: an HMAC under the practice's own key, so that no key names anyone. */
export const addressHmac = (practice: Pick<Practice, 'addressKey'>, email: string): string =>
  createHmac('sha256', practice.addressKey).update(email.trim().toLowerCase()).digest('base64url');

/**
 * Writes of a new client: record, portal access (`none` unless it is said), and the row that finds them by e-mail address
 * (several people may share one, product 2.4).
 */
export function newClient(
  scope: Scope,
  practice: Pick<Practice, 'addressKey'>,
  client: Client,
  state: Access['state'] = 'none',
): Write[] {
  const p = scope.practiceId;
  const access: Access = { clientId: client.id, state, epoch: 0, version: 1 };
  return [
    put(
      'client',
      keys.client(p, client.id),
      {
        ...client,
        gsi1pk: keys.clientsByName(p),
        gsi1sk: keys.clientName(client.familyName, client.givenName, client.id),
      },
      'new',
    ),
    put('access', keys.access(p, client.id), access, 'new'),
    ...(client.email
      ? [put('address', keys.address(p, addressHmac(practice, client.email), client.id), {}, 'any')]
      : []),
  ];
}

/** Clients of the practice with their portal access, in one trip; those that are not there are left out. */
export async function getPeople(
  scope: Scope,
  clientIds: readonly string[],
): Promise<{ client: Client; access: Access }[]> {
  const p = scope.practiceId;
  const items = await getItems(clientIds.flatMap((id) => [keys.client(p, id), keys.access(p, id)]));
  return clientIds.flatMap((_, at) => {
    const [client, access] = [items[2 * at], items[2 * at + 1]];
    return client && access ? [{ client: record<Client>(client), access: record<Access>(access) }] : [];
  });
}

/** A client's portal access in another state, and its event; loses `access` where another changed it. */
export function changeAccess(
  scope: Scope,
  before: Access,
  after: Pick<Access, 'state'> & Partial<Pick<Access, 'epoch'>>,
): { write: Write; happening: Happening<'client.access-changed.v1'> } {
  const access = { ...before, ...after, version: before.version + 1 };
  return {
    write: putAccess(scope, access, before.version),
    happening: {
      type: 'client.access-changed.v1',
      aggregate: { type: 'access', id: access.clientId },
      sequence: access.version,
      data: { clientId: access.clientId, state: access.state, previousState: before.state },
      clientId: access.clientId,
    },
  };
}

/** Writes portal access over the version that was read. */
export const putAccess = (scope: Scope, access: Access, version: number): Write =>
  put('access', keys.access(scope.practiceId, access.clientId), access, { version });

/** Some fields of a client's record, written over the version that was read. */
function updateClient(
  scope: Scope,
  client: Pick<Client, 'id' | 'version'>,
  fields: Partial<Pick<Client, 'consent' | 'clinicianIds'>>,
): Write {
  const names = Object.keys(fields);
  return update('client', keys.client(scope.practiceId, client.id), {
    set: `SET #version = :next, ${names.map((name) => `${name} = :${name}`).join(', ')}`,
    condition: '#version = :read',
    names: { '#version': 'version' },
    values: {
      ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])),
      ':next': client.version + 1,
      ':read': client.version,
    },
  });
}

/** What the events of a client's record have in common. */
const aboutClient = (client: Client) => ({
  aggregate: { type: 'client' as const, id: client.id },
  sequence: client.version + 1,
  test: client.test,
  clientId: client.id,
});

/**
 * Writes what notices a client agrees to, with its event (product 6.1, 6.4). Loses `client` where the record was
 * changed meanwhile.
 */
export async function changeConsent(
  scope: Scope,
  change: Change,
  { client, consent, reason }: { client: Client; consent: Consent; reason: ConsentReason },
  writes: readonly Write[] = [],
): Promise<Client> {
  await commit(scope, change, {
    writes: [updateClient(scope, client, { consent }), ...writes],
    happenings: [
      {
        type: 'client.consent-changed.v1',
        ...aboutClient(client),
        data: { clientId: client.id, ...consent, reason },
        audit: { before: client.consent, after: consent },
      },
    ],
  });
  return { ...client, consent, version: client.version + 1 };
}

/**
 * Writes to which clinicians a client is assigned, with its event (product 4.2). Loses `client` where the record
 * was changed meanwhile.
 */
export const assignClinicians = (
  scope: Scope,
  change: Change,
  client: Client,
  clinicianIds: string[],
): Promise<void> =>
  commit(scope, change, {
    writes: [updateClient(scope, client, { clinicianIds })],
    happenings: [
      {
        type: 'client.clinicians-changed.v1',
        ...aboutClient(client),
        data: { clientId: client.id, clinicianIds },
        audit: { before: client.clinicianIds ?? [], after: clinicianIds },
      },
    ],
  });

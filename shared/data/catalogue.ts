import type { Scope } from '../domain/actor.ts';
import type { Catalogue, Location, Service, Staff, Status } from '../domain/catalogue.ts';
import { found } from '../domain/decision.ts';
import { keys } from './keys.ts';
import {
  check,
  getItem,
  getItems,
  type Item,
  type Page,
  type PageRequest,
  put,
  queryAll,
  queryPage,
  record,
  remove,
  update,
  type Write,
} from './table.ts';

/** The kinds of entry of a catalogue, each a run of sort keys. */
const prefixes = {
  staff: 'STAFF#',
  services: 'SERVICE#',
  locations: 'LOCATION#',
  statuses: 'STATUS#',
} as const;

/** Items of a catalogue as the entries that they are, by kind. */
function entriesOf(items: readonly Item[]): Catalogue {
  const of = <K extends keyof Catalogue>(kind: K) =>
    items
      .filter((item) => String(item.sk).startsWith(prefixes[kind]))
      .map((item) => record<Catalogue[K][number]>(item)) as Catalogue[K];
  return {
    staff: of('staff'),
    services: of('services'),
    locations: of('locations'),
    statuses: of('statuses'),
  };
}

/** Everything of a practice that appointments refer to: one query of one partition, strongly consistent. */
export async function getCatalogue(scope: Scope): Promise<Catalogue> {
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.catalogue(scope.practiceId) },
    ConsistentRead: true,
  });
  return entriesOf(items);
}

/** What one appointment refers to; an archived entry is still there. */
export interface Referred {
  clinician: Staff;
  service: Service | null;
  location: Location | null;
  statuses: Status[];
}

/** What one appointment refers to, and the given statuses, in one trip. */
export async function getReferred(
  scope: Scope,
  of: { staffId: string; serviceId: string | null; locationId: string | null },
  statusIds: readonly string[],
): Promise<Referred> {
  const p = scope.practiceId;
  const wanted = [
    keys.staff(p, of.staffId),
    ...(of.serviceId ? [keys.service(p, of.serviceId)] : []),
    ...(of.locationId ? [keys.location(p, of.locationId)] : []),
    ...statusIds.map((id) => keys.status(p, id)),
  ];
  const items = await getItems(wanted);
  const { staff, services, locations, statuses } = entriesOf(items.flatMap((item) => (item ? [item] : [])));
  return {
    clinician: found(staff[0]),
    service: services[0] ?? null,
    location: locations[0] ?? null,
    statuses,
  };
}

/** One member of staff. */
export async function getStaff(scope: Scope, staffId: string): Promise<Staff | undefined> {
  const item = await getItem(keys.staff(scope.practiceId, staffId));
  return item && record<Staff>(item);
}

/** One service. */
export async function getService(scope: Scope, serviceId: string): Promise<Service | undefined> {
  const item = await getItem(keys.service(scope.practiceId, serviceId));
  return item && record<Service>(item);
}

/** One of the practice's statuses. */
export async function getStatus(scope: Scope, statusId: string): Promise<Status | undefined> {
  const item = await getItem(keys.status(scope.practiceId, statusId));
  return item && record<Status>(item);
}

type When = 'new' | { version: number };

/** Writes a member of staff, new or over the version that was read. */
export const putStaff = (scope: Scope, staff: Staff, when: When): Write =>
  put('staff', keys.staff(scope.practiceId, staff.id), staff, when);

/** Writes a service, new or over the version that was read. */
export const putService = (scope: Scope, service: Service, when: When): Write =>
  put('service', keys.service(scope.practiceId, service.id), service, when);

/** Writes a location, new or over the version that was read. */
export const putLocation = (scope: Scope, location: Location, when: When): Write =>
  put('location', keys.location(scope.practiceId, location.id), location, when);

/** Writes one of the practice's statuses, new or over the version that was read. */
export const putStatus = (scope: Scope, status: Status, when: When): Write =>
  put('status', keys.status(scope.practiceId, status.id), status, when);

/** A member of staff has not been archived meanwhile; loses `member` otherwise. */
export const isStillStaff = (scope: Scope, staffId: string): Write =>
  check('member', keys.staff(scope.practiceId, staffId), {
    condition: 'archived = :no',
    values: { ':no': false },
  });

/** Gives a status another name over the version that was read; whether it was ever used stays as it is by then. */
const renameStatus = (scope: Scope, { id, name, version }: Status, when: { version: number }): Write =>
  update('status', keys.status(scope.practiceId, id), {
    set: 'SET #name = :name, #version = :next',
    condition: '#version = :version',
    names: { '#name': 'name', '#version': 'version' },
    values: { ':name': name, ':next': version, ':version': when.version },
  });

/** A status that the settings are about to name is there; loses `named-status` where it has been deleted. */
export const statusIsThere = (scope: Scope, statusId: string): Write =>
  check('named-status', keys.status(scope.practiceId, statusId), { condition: 'attribute_exists(pk)' });

/**
 * Deletes a status over the version that was read, unless it has been used since; `beside` is a status that must
 * stay, and the settings those that were read. Loses `status`, `beside` or `practice`: decide again.
 */
export const deleteStatus = (
  scope: Scope,
  status: Status,
  others: { beside: string | null; settingsVersion: number },
): Write[] => [
  remove('status', keys.status(scope.practiceId, status.id), {
    condition: '#version = :version AND (attribute_not_exists(#used) OR #used = :no)',
    names: { '#version': 'version', '#used': 'used' },
    values: { ':version': status.version, ':no': false },
  }),
  check('practice', keys.practice(scope.practiceId), {
    condition: 'settingsVersion = :version',
    values: { ':version': others.settingsVersion },
  }),
  ...(others.beside === null
    ? []
    : [check('beside', keys.status(scope.practiceId, others.beside), { condition: 'attribute_exists(pk)' })]),
];

/** The kinds of entry of a catalogue, as events and ids name them. */
export interface Entries {
  staff: Staff;
  service: Service;
  location: Location;
  status: Status;
}

/** Reads one entry of a kind, archived or not. */
export async function getEntry<K extends keyof Entries>(
  scope: Scope,
  kind: K,
  id: string,
): Promise<Entries[K] | undefined> {
  const item = await getItem(keys[kind](scope.practiceId, id));
  return item && record<Entries[K]>(item);
}

const overwriting: { [K in keyof Entries]: (scope: Scope, entry: Entries[K], when: When) => Write } = {
  staff: putStaff,
  service: putService,
  location: putLocation,
  status: (scope, entry, when) =>
    when === 'new' ? putStatus(scope, entry, when) : renameStatus(scope, entry, when),
};

/** Writes an entry, new or over the version that was read; loses the race of its kind's name. */
export const putEntry = <K extends keyof Entries>(
  scope: Scope,
  kind: K,
  entry: Entries[K],
  when: When,
): Write => overwriting[kind](scope, entry, when);

/**
 * What the first use of a status writes beside the appointment that gets it (product 1.7): from then on it cannot
 * be deleted. Nothing where the mark is there among the statuses that were read. Loses `status` where it has been
 * deleted meanwhile: whoever uses it decides again from what is there then.
 */
export const markStatusUsed = (scope: Scope, statusId: string, statuses: readonly Status[]): Write[] =>
  statuses.some(({ id, used }) => id === statusId && used === true)
    ? []
    : [
        update('status', keys.status(scope.practiceId, statusId), {
          set: 'SET #used = :used',
          condition: 'attribute_exists(pk)',
          names: { '#used': 'used' },
          values: { ':used': true },
        }),
      ];

/** One page of one kind of entry, in the order in which they were made. Archived ones are among them. */
export async function listCatalogue<K extends keyof Catalogue>(
  scope: Scope,
  kind: K,
  page: PageRequest,
): Promise<Page<Catalogue[K][number]>> {
  const prefix = prefixes[kind];
  const range = { from: prefix, to: `${prefix}~` };
  const found = await queryPage(undefined, keys.catalogue(scope.practiceId), range, 'ascending', page);
  return { ...found, items: found.items.map((item) => record<Catalogue[K][number]>(item)) };
}

/** Every entry of one kind: one query. */
export async function getAllOf<K extends keyof Catalogue>(scope: Scope, kind: K): Promise<Catalogue[K]> {
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.catalogue(scope.practiceId), ':prefix': prefixes[kind] },
    ConsistentRead: true,
  });
  return items.map((item) => record<Catalogue[K][number]>(item)) as Catalogue[K];
}

/** The names of some members of staff, by id; an archived one still has theirs. */
export async function getStaffNames(scope: Scope, staffIds: readonly string[]): Promise<Map<string, string>> {
  const items = await getItems([...new Set(staffIds)].map((id) => keys.staff(scope.practiceId, id)));
  return new Map(
    items.flatMap((item) => (item ? [record<Staff>(item)] : [])).map(({ id, name }) => [id, name] as const),
  );
}

/** The names of some entries of several kinds, by id, in one trip; archived ones still have theirs. */
export async function getEntryNames(
  { practiceId }: Scope,
  ids: { [K in keyof Entries]?: readonly string[] },
): Promise<Map<string, string>> {
  const wanted = (Object.entries(ids) as [keyof Entries, readonly string[]][]).flatMap(([kind, of]) =>
    of.map((id) => keys[kind](practiceId, id)),
  );
  const items = await getItems(wanted);
  return new Map(
    items
      .flatMap((item) => (item ? [record<Entries[keyof Entries]>(item)] : []))
      .map(({ id, name }) => [id, name]),
  );
}

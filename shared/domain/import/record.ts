import type { Role } from '../catalogue.ts';
import type { StatusKind } from '../status-kind.ts';
import type { Moment } from './moment.ts';

/**
 * What a row of an imported file says (product 8.3), whatever it was written in: CSV and FHIR end in the same
 * records, and everything after this knows of neither.
 */

/** The sorts of row, in the order in which they are imported: each refers only to those before it. */
export const rowKinds = [
  'unreadable',
  'location',
  'service',
  'staff',
  'role',
  'client',
  'appointment',
  'encounter',
] as const;
export type RowKind = (typeof rowKinds)[number];

/** What an outside name may stand for. A `role` is a FHIR PractitionerRole: another name of a member of staff. */
export type ExternalKind = Exclude<RowKind, 'unreadable'>;

/** The name of a record in another system: unique within kind and system. */
export interface ExternalId {
  kind: ExternalKind;
  system: string;
  value: string;
}

/** Longest parts of an outside name: both are part of a key of the table. */
export const EXTERNAL_SYSTEM_LENGTH = 300;
export const EXTERNAL_VALUE_LENGTH = 200;

/** A row's pointer to another record. */
export interface Reference {
  /** The field that it was read from, for problems. */
  field: string;
  /** Outside names of which one at least must be known, and all that are known must mean the same record. */
  candidates: ExternalId[];
  /** A Portico id, where the file gave one. */
  id?: string;
  /** The row does not say what sort of thing it points to: it may also be another. */
  maybe?: boolean;
}

/** What every row has: by its identity it is recognised when the same file comes again. */
interface Named {
  identity: ExternalId;
  /** Further names under which other rows may refer to it. */
  aliases: ExternalId[];
}

export interface LocationRecord extends Named {
  kind: 'location';
  name: string;
  address: string | null;
  zone: string | null;
}

export interface ServiceRecord extends Named {
  kind: 'service';
  name: string;
  durationMinutes: number;
}

export interface StaffRecord extends Named {
  kind: 'staff';
  name: string;
  email: string | null;
  roles: Role[];
  bookableOnline: boolean;
  services: Reference[];
}

/** Another name of a member of staff. */
export interface RoleRecord extends Named {
  kind: 'role';
  staff: Reference;
}

export interface ClientRecord extends Named {
  kind: 'client';
  givenName: string;
  familyName: string;
  dateOfBirth: string | null;
  postcode: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  consent: { email: boolean; text: boolean };
  deceased: boolean;
  test: boolean;
}

/** A time with the column that it stands in, and the zone that the row names for it; null: the location's. */
export interface FieldMoment {
  field: string;
  moment: Moment;
  zone: string | null;
}

/** An appointment; an `encounter` is one that has taken place. */
export interface AppointmentRecord extends Named {
  kind: 'appointment' | 'encounter';
  /** Of client, staff and location a row may name several: they must turn out to be one. */
  client: Reference[];
  staff: Reference[];
  location: Reference[];
  service: Reference | null;
  /** The name of the service, where the file has no record of it: it is found by name, or made. */
  serviceName: string | null;
  start: FieldMoment;
  end: FieldMoment | null;
  durationMinutes: number | null;
  /** How long it is taken to last where nothing says so; null: then it stays out. */
  otherwiseMinutes: number | null;
  /** A kind of status, or the name of one of the practice's own. */
  status: { field: string; kind: StatusKind } | { field: string; name: string };
  paid: boolean;
  /** Records of the same visit: where one is here already, this row is another name of it. */
  sameAs: Reference[];
}

export type ImportRecord =
  | LocationRecord
  | ServiceRecord
  | StaffRecord
  | RoleRecord
  | ClientRecord
  | AppointmentRecord;

/** What reading a row needs to know of the practice. Telephone numbers are read by a library, so it is given. */
export interface Reading {
  /** The outside system that ids without a system of their own belong to. */
  source: string;
  /** ISO 3166-1 alpha-2, for telephone numbers without a country. */
  country: string;
  /** E.164 of a number as people write it, or null. */
  phone: (text: string, country: string) => string | null;
  /** Whether the person who imports may make administrators. */
  mayMakeAdmins: boolean;
  /** Dates of birth lie before it: epoch milliseconds. */
  now: number;
}

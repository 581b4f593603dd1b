import { namesOf, referenceOf } from './fhir-names.ts';
import { addressLine, emailOf, homeAddress, phoneOf, presentName } from './fhir-people.ts';
import { releaseProblem } from './fhir-release.ts';
import { type FhirResource, type FhirType, fhirShapes } from './fhir-shapes.ts';
import { readAppointment, readEncounter } from './fhir-visit.ts';
import { type RowRead, RowReport } from './problem.ts';
import { birthDate, needed, shortText, textOf } from './reading.ts';
import type {
  ClientRecord,
  ImportRecord,
  LocationRecord,
  Reading,
  RoleRecord,
  RowKind,
  StaffRecord,
} from './record.ts';

const kindOfResource: Record<FhirType, RowKind> = {
  Location: 'location',
  Practitioner: 'staff',
  PractitionerRole: 'role',
  Patient: 'client',
  Appointment: 'appointment',
  Encounter: 'encounter',
};

/** A row of a FHIR file: a line of ndjson, or an entry of a Bundle with its address. */
export interface FhirRow {
  resource: Record<string, unknown>;
  fullUrl: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes a row apart; null where it is no resource at all. */
export function fhirRow(text: string, entry: boolean): FhirRow | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const resource = entry ? value.resource : value;
  const fullUrl = entry ? value.fullUrl : null;
  if (!isObject(resource) || typeof resource.resourceType !== 'string') return null;
  return { resource, fullUrl: typeof fullUrl === 'string' ? fullUrl : null };
}

/** When a row's turn comes, or `skipped` for the types of resource that a portal has no use for. */
export function kindOfFhirRow(row: FhirRow | null): RowKind | 'skipped' {
  if (row === null) return 'unreadable';
  const type = row.resource.resourceType as string;
  return Object.hasOwn(kindOfResource, type) ? kindOfResource[type as FhirType] : 'skipped';
}

/** What one FHIR resource says, or all that is wrong with it. */
export function readFhirRow(row: FhirRow | null, reading: Reading): RowRead<ImportRecord> {
  const report = new RowReport();
  if (row === null) {
    report.reject('row', 'This is not one FHIR resource in JSON: it may be cut off.');
    return report.read<ImportRecord>(() => null);
  }
  const { resource, fullUrl } = row;
  const type = resource.resourceType as FhirType;
  const foreign = releaseProblem(type, resource);
  if (foreign) return { record: null, problems: [foreign] };
  const parsed = fhirShapes[type].safeParse(resource);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues.slice(0, 5))
      report.reject(
        `${type}${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`,
        `${message}.`,
      );
    return report.read<ImportRecord>(() => null);
  }
  const record = readers[type](report, parsed.data as never, fullUrl, reading);
  return report.read<ImportRecord>(() => record);
}

type Reader<T extends FhirType> = (
  report: RowReport,
  resource: FhirResource<T>,
  fullUrl: string | null,
  reading: Reading,
) => ImportRecord | null;

const readers: { [T in FhirType]: Reader<T> } = {
  Location: (report, location, fullUrl, { source }): LocationRecord => ({
    kind: 'location',
    ...namesOf(report, 'Location', location, fullUrl, source),
    // A place may have only a description, such as a patient's home.
    name: cut(
      needed(
        report,
        'Location.name',
        textOf(location.name) ??
          textOf(location.alias?.find((alias) => textOf(alias)) ?? null) ??
          textOf(location.description) ??
          addressLine(location.address),
      ),
    ),
    address: addressLine(location.address),
    zone: null,
  }),

  Practitioner: (report, practitioner, fullUrl, { source }): StaffRecord => {
    const name = presentName(practitioner.name ?? []);
    const whole = [name?.prefix, name?.given, name?.family].filter(Boolean).join(' ');
    return {
      kind: 'staff',
      ...namesOf(report, 'Practitioner', practitioner, fullUrl, source),
      name: cut(needed(report, 'Practitioner.name', textOf(whole) ?? textOf(practitioner.name?.[0]?.text))),
      email: emailOf(report, 'Practitioner.telecom', practitioner.telecom),
      roles: ['clinician'],
      bookableOnline: practitioner.active !== false,
      services: [],
    };
  },

  PractitionerRole: (report, role, fullUrl, { source }): RoleRecord | null => {
    const names = namesOf(report, 'PractitionerRole', role, fullUrl, source);
    const field = 'PractitionerRole.practitioner';
    const staff = referenceOf(report, field, role.practitioner, ['Practitioner'], source);
    return staff && { kind: 'role', ...names, staff };
  },

  Patient: (report, patient, fullUrl, reading): ClientRecord => {
    const name = presentName(patient.name ?? []);
    const home = homeAddress(patient.address);
    const postcode = textOf(home?.postalCode);
    return {
      kind: 'client',
      ...namesOf(report, 'Patient', patient, fullUrl, reading.source),
      givenName: nameOf(report, 'Patient.name.given', name?.given ?? null),
      familyName: nameOf(report, 'Patient.name.family', name?.family ?? null),
      dateOfBirth: birthDate(report, 'Patient.birthDate', textOf(patient.birthDate), reading.now),
      postcode:
        postcode && postcode.length > 12
          ? report.remark('Patient.address.postalCode', 'This is not a postcode: imported without it.')
          : postcode,
      email: emailOf(report, 'Patient.telecom', patient.telecom),
      phone: phoneOf(report, 'Patient.telecom', patient.telecom, textOf(home?.country), reading),
      // FHIR R4 patients carry no consent to messages; none given means none (product 8.3).
      consent: { email: false, text: false },
      deceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
      test: false,
    };
  },

  Appointment: readAppointment,
  Encounter: readEncounter,
};

const cut = (name: string | null): string => (name ?? '').slice(0, 120).trim();

const nameOf = (report: RowReport, field: string, text: string | null): string =>
  shortText(report, field, needed(report, field, text), 80) ?? '';

import type { StatusKind } from '../status-kind.ts';
import { namesOf, referenceOf, typeNamed } from './fhir-names.ts';
import type { FhirConcept, FhirReference, FhirResource } from './fhir-shapes.ts';
import { readMoment } from './moment.ts';
import { RowReport } from './problem.ts';
import { textOf } from './reading.ts';
import type { AppointmentRecord, FieldMoment, Reading, Reference } from './record.ts';

/** Appointments and encounters of FHIR R4. */

/** FHIR lets an end be unknown: then the service's duration counts, else this. */
const UNKNOWN_MINUTES = 30;

/** Readings Import 2; what is not here is reported and not imported. */
const appointmentStatus: Record<string, StatusKind> = {
  booked: 'booked',
  arrived: 'booked',
  'checked-in': 'booked',
  fulfilled: 'attended',
  noshow: 'no-show',
  cancelled: 'cancelled',
};

/** An encounter is a past appointment: only one that is over, or was called off, has a place in the history. */
const encounterStatus: Record<string, StatusKind> = { finished: 'attended', cancelled: 'cancelled' };

function statusOf(
  report: RowReport,
  field: string,
  status: string,
  known: Record<string, StatusKind>,
): { field: string; kind: StatusKind } {
  if (!Object.hasOwn(known, status))
    report.reject(field, `Only ${Object.keys(known).join(', ')} are imported, not this status.`);
  return { field, kind: known[status] ?? 'booked' };
}

/** FHIR instants always carry an offset; a date alone is no time of an appointment. */
function instantOf(report: RowReport, field: string, text: string | undefined): FieldMoment | null {
  const given = textOf(text);
  if (given === null) return null;
  const moment = readMoment(given);
  if (moment && 'at' in moment) return { field, moment, zone: null };
  return report.reject(field, 'This is not a time with its offset, like 2026-11-24T09:00:00+01:00.');
}

function startOf(report: RowReport, field: string, text: string | undefined): FieldMoment {
  const start = instantOf(report, field, text);
  if (!start && !textOf(text)) report.reject(field, 'This is missing.');
  return start ?? { field, moment: { at: 0 }, zone: null };
}

const serviceNameOf = (concepts: readonly (FhirConcept | undefined)[]): string | null => {
  for (const concept of concepts) {
    const [first] = concept?.coding ?? [];
    const name = textOf(concept?.text) ?? textOf(first?.display) ?? textOf(first?.code);
    if (name) return name.slice(0, 120).trim();
  }
  return null;
};

interface Participant {
  type?: FhirConcept[] | undefined;
  actor: FhirReference | undefined;
}

const leads = ({ type = [] }: Participant): boolean =>
  type.some(({ coding = [] }) => coding.some(({ code }) => code === 'PPRF' || code === 'ATND'));

type Type = 'Patient' | 'Practitioner' | 'PractitionerRole' | 'Location';

/**
 * The participants that may be of the given types. One whose reference does not say its type counts as maybe.
 * Where several clinicians take part, those marked as performing or attending come before the others.
 */
function participantsOf(
  report: RowReport,
  field: string,
  participants: readonly Participant[],
  types: readonly Type[],
  source: string,
): Reference[] {
  const possible = participants.filter(({ actor }) => {
    const type = typeNamed(actor);
    return actor !== undefined && (type === null || types.includes(type as Type));
  });
  const leading = possible.filter(leads);
  return (leading.length > 0 ? leading : possible).flatMap(({ actor }) => {
    const maybe = typeNamed(actor) === null;
    const reference = referenceOf(report, field, actor, types, source);
    return reference ? [{ ...reference, ...(maybe && { maybe }) }] : [];
  });
}

const clinicians = ['Practitioner', 'PractitionerRole'] as const;

/** An Appointment: one patient, one clinician, a start, and an end or a duration. */
export function readAppointment(
  report: RowReport,
  resource: FhirResource<'Appointment'>,
  fullUrl: string | null,
  { source }: Reading,
): AppointmentRecord {
  const field = 'Appointment.participant.actor';
  const participants = resource.participant.map(({ type, actor }) => ({ type, actor }));
  const among = (types: readonly Type[]) => participantsOf(report, field, participants, types, source);
  const minutes = resource.minutesDuration;
  return {
    kind: 'appointment',
    ...namesOf(report, 'Appointment', resource, fullUrl, source),
    client: among(['Patient']),
    staff: among(clinicians),
    location: among(['Location']),
    service: null,
    serviceName: serviceNameOf([...(resource.serviceType ?? []), resource.appointmentType]),
    start: startOf(report, 'Appointment.start', resource.start),
    end: instantOf(report, 'Appointment.end', resource.end),
    otherwiseMinutes: UNKNOWN_MINUTES,
    durationMinutes: minutes !== undefined && minutes >= 1 && minutes <= 1440 ? Math.round(minutes) : null,
    status: statusOf(report, 'Appointment.status', resource.status, appointmentStatus),
    paid: false,
    sameAs: [],
  };
}

/** An Encounter, which is read as an appointment of the past. */
export function readEncounter(
  report: RowReport,
  resource: FhirResource<'Encounter'>,
  fullUrl: string | null,
  { source }: Reading,
): AppointmentRecord {
  const participants = (resource.participant ?? []).map(({ type, individual }) => ({
    type,
    actor: individual,
  }));
  const subject = referenceOf(report, 'Encounter.subject', resource.subject, ['Patient'], source);
  const place = resource.location?.[0]?.location;
  const location = place && referenceOf(report, 'Encounter.location.location', place, ['Location'], source);
  return {
    kind: 'encounter',
    ...namesOf(report, 'Encounter', resource, fullUrl, source),
    // Nothing refers to an encounter: its identity is enough.
    aliases: [],
    client: subject ? [subject] : [],
    staff: participantsOf(report, 'Encounter.participant.individual', participants, clinicians, source),
    location: location ? [location] : [],
    service: null,
    serviceName: serviceNameOf(resource.type ?? []),
    start: startOf(report, 'Encounter.period.start', resource.period?.start),
    end: instantOf(report, 'Encounter.period.end', resource.period?.end),
    durationMinutes: lengthOf(resource.length),
    otherwiseMinutes: UNKNOWN_MINUTES,
    status: statusOf(report, 'Encounter.status', resource.status, encounterStatus),
    paid: false,
    sameAs: appointmentsOf(resource.appointment, source),
  };
}

/** The appointments that an encounter came of; one that cannot be followed takes nothing from the encounter. */
const appointmentsOf = (references: readonly FhirReference[] = [], source: string): Reference[] =>
  references.flatMap(
    (reference) =>
      referenceOf(new RowReport(), 'Encounter.appointment', reference, ['Appointment'], source) ?? [],
  );

/** Minutes of a FHIR Duration in minutes or hours; null for other units. */
function lengthOf(length: FhirResource<'Encounter'>['length']): number | null {
  const unit = length?.code ?? length?.unit;
  const factor = unit === 'min' ? 1 : unit === 'h' ? 60 : 0;
  const minutes = Math.round((length?.value ?? 0) * factor);
  return minutes >= 1 ? minutes : null;
}

import type { FhirType } from './fhir-shapes.ts';
import type { FieldProblem } from './problem.ts';

/**
 * Tells resources of other FHIR releases by what R4 does not have. They are refused rather than half read: R5
 * moved the times of encounters and the meaning of fields to other names.
 */
const foreign: Record<FhirType, readonly string[]> = {
  Location: ['contact', 'characteristic', 'virtualService', 'form'],
  Practitioner: ['deceasedBoolean', 'deceasedDateTime', 'role', 'practitionerRole'],
  PractitionerRole: ['availability', 'contact', 'characteristic'],
  Patient: ['animal', 'careProvider'],
  Appointment: [
    'subject',
    'reason',
    'note',
    'class',
    'cancellationReason',
    'virtualService',
    'recurrenceTemplate',
    'indication',
    'incomingReferral',
  ],
  Encounter: [
    'actualPeriod',
    'plannedStartDate',
    'plannedEndDate',
    'reason',
    'admission',
    'careTeam',
    'subjectStatus',
    'businessStatus',
    'virtualService',
    'patient',
  ],
};

const reason = (found: string) => `${found} Export the data as FHIR R4 (4.0.1).`;

/** What shows that a resource is not of R4, or null. */
export function releaseProblem(type: FhirType, resource: Record<string, unknown>): FieldProblem | null {
  const no = (field: string, found: string): FieldProblem => ({
    field: `${type}.${field}`,
    reason: reason(found),
    outcome: 'rejected',
  });
  const version = versionProblem(resource);
  if (version) return no(version, 'This is marked as another release of FHIR.');
  const field = foreign[type].find((name) => name in resource);
  if (field !== undefined) return no(field, 'R4 has no such field.');
  if (type === 'Encounter' && 'class' in resource && !isPlainObject(resource.class))
    return no('class', 'In R4 this is one coding.');
  if (type === 'Appointment' && Array.isArray(resource.serviceType))
    if (resource.serviceType.some((it) => isPlainObject(it) && ('concept' in it || 'reference' in it)))
      return no('serviceType', 'In R4 this has no concept or reference.');
  return null;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a resource or Bundle names another release than 4: `fhirVersion`, or a core profile of that release. */
export function versionProblem(resource: Record<string, unknown>): 'fhirVersion' | 'meta.profile' | null {
  const { fhirVersion, meta } = resource;
  if (fhirVersion !== undefined && !/^4(?:\.|$)/.test(String(fhirVersion))) return 'fhirVersion';
  const profiles = isPlainObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  const isOther = (profile: unknown) => /hl7\.org\/fhir\/(?!4\.)\d+\.\d+\//.test(String(profile));
  return profiles.some(isOther) ? 'meta.profile' : null;
}

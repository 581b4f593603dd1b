import type { FhirIdentifier, FhirReference } from './fhir-shapes.ts';
import type { RowReport } from './problem.ts';
import { fits, textOf } from './reading.ts';
import type { ExternalId, ExternalKind, Reference } from './record.ts';

/** How FHIR resources are named and refer to one another. */

/** Under what kind of outside name each resource type is kept. */
export const kindOfType = {
  Location: 'location',
  Practitioner: 'staff',
  PractitionerRole: 'role',
  Patient: 'client',
  Appointment: 'appointment',
  Encounter: 'encounter',
} as const;
type Type = keyof typeof kindOfType;

/** Absolute addresses of entries (`fullUrl`, `urn:uuid:…`) are names of their own. */
const URL_SYSTEM = 'url';
const mostAliases = 10;

/** Numbers that states and insurers give are no names here: they would stand in keys (HL7 table 0203). */
const personalNumbers = new Set(['SS', 'SB', 'NI', 'NNxxx', 'DL', 'PPN', 'TAX', 'CZ', 'MC', 'MA', 'SN']);

const isPersonalNumber = ({ type, system = '' }: FhirIdentifier): boolean =>
  (type?.coding ?? []).some(({ code = '' }) => personalNumbers.has(code)) || /us-ssn|passport/i.test(system);

function identifierName(kind: ExternalKind, identifier: FhirIdentifier): ExternalId | null {
  const [system, value] = [textOf(identifier.system), textOf(identifier.value)];
  if (!system || !value || isPersonalNumber(identifier)) return null;
  const name = { kind, system, value };
  return fits(name) ? name : null;
}

/**
 * The identity of a resource, by which it is recognised when it comes again, and its other names: the id, the
 * identifiers, the address of its entry; in this order. A resource without any stays out.
 */
export function namesOf(
  report: RowReport,
  type: Type,
  resource: { id?: string | undefined; identifier?: FhirIdentifier[] | undefined },
  fullUrl: string | null,
  source: string,
): { identity: ExternalId; aliases: ExternalId[] } {
  const kind = kindOfType[type];
  const id = textOf(resource.id);
  const all = [
    ...(id ? [{ kind, system: source, value: id }] : []),
    ...(resource.identifier ?? []).flatMap((identifier) => identifierName(kind, identifier) ?? []),
    ...(fullUrl ? [{ kind, system: URL_SYSTEM, value: fullUrl }] : []),
  ].filter(fits);
  const seen = new Set<string>();
  const names = all.filter(({ system, value }) => {
    const name = `${system}|${value}`;
    return !seen.has(name) && seen.add(name);
  });
  const [identity, ...aliases] = names;
  if (identity) return { identity, aliases: aliases.slice(0, mostAliases) };
  report.reject(`${type}.id`, 'This has neither an id nor an identifier: it could not be recognised again.');
  return { identity: { kind, system: '', value: '' }, aliases: [] };
}

/**
 * What a FHIR reference may mean: `Type/id`, an absolute address, `urn:uuid:…`, `Type?identifier=system|value`,
 * or an identifier alone. Null, and a problem, for anything else.
 */
export function referenceOf(
  report: RowReport,
  field: string,
  given: FhirReference | undefined,
  types: readonly Type[],
  source: string,
): Reference | null {
  const text = textOf(given?.reference);
  const { identifier } = given ?? {};
  const byIdentifier = identifier
    ? types.flatMap((type) => identifierName(kindOfType[type], identifier) ?? [])
    : [];
  const candidates = (text ? candidatesOf(text, types, source) : byIdentifier).filter(fits);
  if (candidates.length > 0) return { field, candidates };
  return report.reject(
    field,
    `This does not refer to a ${types.join(' or ')} in a way that can be followed.`,
  );
}

function candidatesOf(text: string, types: readonly Type[], source: string): ExternalId[] {
  const [, relativeType, id] = /^([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.+)?$/.exec(text) ?? [];
  const named = types.find((type) => type === relativeType);
  if (named && id) return [{ kind: kindOfType[named], system: source, value: id }];

  const [, queryType, query] = /^([A-Za-z]+)\?identifier=([^&]+)$/.exec(text) ?? [];
  const asked = types.find((type) => type === queryType);
  if (asked && query) {
    const [system, value] = splitToken(query);
    return system && value ? [{ kind: kindOfType[asked], system, value }] : [];
  }
  if (/^urn:(?:uuid|oid):/.test(text) || /^https?:\/\//.test(text))
    return types.map((type) => ({ kind: kindOfType[type], system: URL_SYSTEM, value: text }));
  return [];
}

function splitToken(token: string): [string, string] {
  let plain = token;
  try {
    plain = decodeURIComponent(token);
  } catch {
    // Not percent-encoded after all: taken as it stands.
  }
  const bar = plain.indexOf('|');
  return [plain.slice(0, Math.max(0, bar)), plain.slice(bar + 1)];
}

/** Which type of resource a reference says that it points to, if it does. */
export const typeNamed = (given: FhirReference | undefined): string | null =>
  given?.type ?? /^(?:https?:\/\/.*\/)?([A-Z][A-Za-z]+)[/?]/.exec(given?.reference ?? '')?.[1] ?? null;

import type { FileProblem } from './problem.ts';
import type { RowKind } from './record.ts';

/**
 * The columns of each kind of CSV file (docs/import.md). The header tells the kind: every kind has a required
 * column that no other has.
 */

interface Columns {
  /** What people call such a file. */
  called: string;
  required: readonly string[];
  optional: readonly string[];
}

export const csvColumns = {
  location: { called: 'locations', required: ['externalId', 'name', 'address'], optional: ['zone'] },
  service: { called: 'services', required: ['externalId', 'name', 'durationMinutes'], optional: [] },
  staff: {
    called: 'staff',
    required: ['externalId', 'name', 'roles'],
    optional: ['email', 'bookableOnline', 'services'],
  },
  client: {
    called: 'clients',
    required: ['externalId', 'givenName', 'familyName'],
    optional: [
      'dateOfBirth',
      'postcode',
      'email',
      'phone',
      'emailConsent',
      'textConsent',
      'deceased',
      'test',
    ],
  },
  appointment: {
    called: 'appointments',
    required: ['externalId', 'client', 'staff', 'startsAt'],
    optional: ['endsAt', 'durationMinutes', 'zone', 'service', 'location', 'status', 'paid'],
  },
} as const satisfies Partial<Record<RowKind, Columns>>;

export type CsvKind = keyof typeof csvColumns;

const kinds = Object.entries(csvColumns) as [CsvKind, Columns][];

const problem = (field: string, reason: string): { problem: FileProblem } => ({
  problem: { line: 1, field, reason },
});

/** Column names are told back; what may be somebody's data, in a file without a header, is not. */
const shown = (names: readonly string[]) => names.map((name) => `"${name.slice(0, 40)}"`).join(', ');

/**
 * The kind of file that a header stands over, or why the file is refused before its first row (product
 * 8.3): a column that the kind does not have, one that is missing, one that stands there twice.
 */
export function kindOfHeader(header: readonly string[]): { kind: CsvKind } | { problem: FileProblem } {
  const names = header.map((name) => name.trim());
  const fits = kinds.map(([kind, { called, required, optional }]) => {
    const known = names.filter((name) => required.includes(name) || optional.includes(name));
    const missing = required.filter((name) => !names.includes(name));
    const unknown = names.filter((name) => !known.includes(name));
    return { kind, called, columns: [...required, ...optional], known, missing, unknown };
  });
  const [best, next] = fits.sort(
    (one, other) => score(other) - score(one) || one.missing.length - other.missing.length,
  );
  if (!best || best.known.length === 0)
    return problem('header', 'The first line is not a header with the columns of docs/import.md.');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    return problem(twice.slice(0, 40), `The column ${shown([twice])} stands there twice.`);
  if (best.unknown.length === 0 && best.missing.length === 0) return { kind: best.kind };
  if (next && score(next) === score(best) && next.missing.length === best.missing.length)
    return problem('header', `These columns are not enough to tell what the file holds: ${shown(names)}.`);
  if (best.unknown[0] !== undefined)
    return problem(
      best.unknown[0].slice(0, 40),
      `A file of ${best.called} has no column ${shown(best.unknown)}. Its columns are ${best.columns.join(', ')}.`,
    );
  return problem(
    String(best.missing[0]),
    `A file of ${best.called} needs the column ${shown(best.missing)}.`,
  );
}

const score = (fit: { known: string[]; missing: string[]; unknown: string[] }) =>
  fit.known.length - fit.missing.length - fit.unknown.length;

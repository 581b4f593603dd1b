import type { Scope } from '../domain/actor.ts';
import type { ExternalId } from '../domain/import/record.ts';
import { type Key, keys } from './keys.ts';
import { getItems, put, record, update, type Write } from './table.ts';

/** Names of records in other systems: by them a row is recognised when it comes again (product 8.3). */

/** What an outside name stands for, and which row of which import gave it. */
export interface Known {
  id: string;
  importId: string;
  row: number;
  line: number;
  /** Two records claim this name: nothing may be found by it any more. */
  ambiguous?: boolean;
}

/** System and value are other people's text: encoded, neither holds the separator of keys. */
const keyOf = ({ practiceId }: Scope, { kind, system, value }: ExternalId): Key =>
  keys.external(practiceId, `${kind}:${encodeURIComponent(system)}`, encodeURIComponent(value));

/** One text for each name: equal names, equal texts. */
export const nameOf = ({ kind, system, value }: ExternalId): string =>
  `${kind} ${encodeURIComponent(system)} ${encodeURIComponent(value)}`;

/** What is known of some names, strongly consistent; those that nobody has are left out. */
export async function getKnown(scope: Scope, names: readonly ExternalId[]): Promise<Map<string, Known>> {
  const each = new Map(names.map((name) => [nameOf(name), name]));
  const items = await getItems([...each.values()].map((name) => keyOf(scope, name)));
  const known = new Map<string, Known>();
  for (const [at, name] of [...each.keys()].entries()) {
    const item = items[at];
    if (item) known.set(name, record<Known>(item));
  }
  return known;
}

/** Gives a record a name; `external` is lost where another record has it. */
export const putKnown = (scope: Scope, name: ExternalId, known: Known): Write =>
  put('external', keyOf(scope, name), known, 'new');

/** Two records claim a name: from now on it finds neither, rather than the wrong one. */
export const markAmbiguous = (scope: Scope, name: ExternalId): Write =>
  update('ambiguous', keyOf(scope, name), {
    set: 'SET ambiguous = :yes',
    values: { ':yes': true },
  });

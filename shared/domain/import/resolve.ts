import type { FieldProblem } from './problem.ts';
import type { ExternalId, Reference } from './record.ts';

/** Finding what rows refer to. Nothing is ever found by a person's name, date of birth or address. */

/** What is known of outside names, and which Portico ids are there. */
export interface Directory {
  known: (name: ExternalId) => { id: string; ambiguous?: boolean } | undefined;
  has: (id: string) => boolean;
}

const reject = (field: string, reason: string): { problem: FieldProblem } => ({
  problem: { field, reason, outcome: 'rejected' },
});

type Found = { id: string } | { problem: FieldProblem };

function found(reference: Reference, directory: Directory, what: string): Found {
  const { field, id, candidates } = reference;
  if (id !== undefined && directory.has(id)) return { id };
  const known = candidates.flatMap((name) => directory.known(name) ?? []);
  if (known.some(({ ambiguous }) => ambiguous))
    return reject(field, `Several records have the name by which this refers to a ${what}.`);
  const ids = new Set(known.map((it) => it.id));
  const [first] = ids;
  if (first === undefined)
    return reject(field, `This refers to a ${what} that is not here: import it first, or mend the reference.`);
  return ids.size === 1 ? { id: first } : reject(field, `This may mean more than one ${what}.`);
}

/** The one record that a reference means, or why it means none. */
export const resolve = (reference: Reference, directory: Directory, what: string): Found =>
  found(reference, directory, what);

/**
 * The one record that several references of a row mean together. A reference that may also be to something else
 * need not be found; null where there is none at all.
 */
export function resolveOne(
  references: readonly Reference[],
  directory: Directory,
  what: string,
): Found | null {
  const results = references.map((reference) => ({ reference, result: found(reference, directory, what) }));
  const ids = new Set(results.flatMap(({ result }) => ('id' in result ? [result.id] : [])));
  const missed = results.find(({ reference, result }) => 'problem' in result && !reference.maybe);
  if (missed) return missed.result;
  const [first, second] = ids;
  if (first === undefined) return null;
  if (second === undefined) return { id: first };
  return reject(references[0]?.field ?? 'row', `This names more than one ${what}.`);
}

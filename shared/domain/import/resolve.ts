import type { FieldProblem } from './problem.ts';
import type { ExternalId, Reference } from './record.ts';

/** Finding what rows refer to. Nothing is ever found by a person's name, date of birth or address. */

/** What is known of outside names, and which Portico ids are there. */
export interface Directory {
  known: (name: ExternalId) => { id: string; ambiguous?: boolean } | undefined;
  has: (id: string) => boolean;
}

type Found = { id: string } | { problem: FieldProblem; nothing?: boolean };

const reject = (field: string, reason: string): Found => ({
  problem: { field, reason, outcome: 'rejected' },
});

/** The one record that a reference means, or why it means none. */
export function resolve(reference: Reference, directory: Directory, what: string): Found {
  const { field, id, candidates } = reference;
  if (id !== undefined && directory.has(id)) return { id };
  const known = candidates.flatMap((name) => directory.known(name) ?? []);
  if (known.some(({ ambiguous }) => ambiguous))
    return reject(field, `Several records have the name by which this refers to a ${what}.`);
  const ids = new Set(known.map((it) => it.id));
  const [first] = ids;
  if (first === undefined) {
    const reason = `This refers to a ${what} that is not here: import it first, or mend the reference.`;
    return { ...reject(field, reason), nothing: true } as Found;
  }
  return ids.size === 1 ? { id: first } : reject(field, `This may mean more than one ${what}.`);
}

/**
 * The one record that several references of a row mean together. A reference that may also be to something else
 * need not be found; null where there is none at all.
 */
export function resolveOne(
  references: readonly Reference[],
  directory: Directory,
  what: string,
): Found | null {
  let one: { id: string } | null = null;
  for (const reference of references) {
    const found = resolve(reference, directory, what);
    if ('problem' in found) {
      if (found.nothing && reference.maybe) continue;
      return found;
    }
    if (one && one.id !== found.id) return reject(reference.field, `This names more than one ${what}.`);
    one = found;
  }
  return one;
}

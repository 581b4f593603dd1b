import { type Known, markAmbiguous, nameOf, putKnown } from '../../../shared/data/external-id.ts';
import type { Write } from '../../../shared/data/table.ts';
import type { FieldProblem } from '../../../shared/domain/import/problem.ts';
import type { Context, Row, Surroundings } from './context.ts';

/** The names that a row gives to a record: what is written of them, what staff are told, what is known after. */
export interface Naming {
  writes: Write[];
  remarks: FieldProblem[];
  /** To be called once they are written. */
  learn: () => void;
}

/**
 * Gives a record the names of its row. One that another record bears too is worth nothing from now on: staff
 * are told, and no reference by it is followed.
 */
export function naming(context: Context, around: Surroundings, row: Row, id: string): Naming {
  const { scope, import: it } = context;
  const { identity, aliases } = row.record;
  const mine: Known = { id, importId: it.id, row: row.row, line: row.line };
  const shared = aliases.filter((name) => {
    const known = around.known.get(nameOf(name));
    return known !== undefined && known.id !== id;
  });
  const free = [identity, ...aliases.filter((name) => !around.known.has(nameOf(name)))];
  return {
    writes: [
      ...free.map((name) => putKnown(scope, name, mine)),
      ...shared.map((name) => markAmbiguous(scope, name)),
    ],
    remarks: shared.slice(0, 1).map(() => ({
      field: 'identifier',
      reason: 'Another record has one of these identifiers too: references by it are not followed.',
      outcome: 'imported',
    })),
    learn: () => {
      for (const name of free) around.known.set(nameOf(name), mine);
      for (const name of shared) {
        const known = around.known.get(nameOf(name));
        if (known) around.known.set(nameOf(name), { ...known, ambiguous: true });
      }
    },
  };
}

import * as z from 'zod';

/**
 * What is wrong with a row (product 8.3). A problem names line and field and says why; it never holds what the
 * row said, which may be anyone's name.
 */
export const importProblem = z.strictObject({
  line: z.int().meta({ description: 'The line of the file on which the row begins, from 1.' }),
  row: z.int().meta({ description: 'Which row, resource or entry it is, from 1; a header does not count.' }),
  field: z.string().meta({ description: 'A column, or a FHIR path like Encounter.period.start.' }),
  reason: z.string(),
  outcome: z.enum(['rejected', 'imported']).meta({
    description: 'Whether the row stayed out, or went in without this or with a question for staff.',
  }),
});
export type ImportProblem = z.infer<typeof importProblem>;

/** A problem before it is known which row it is in. */
export type FieldProblem = Pick<ImportProblem, 'field' | 'reason' | 'outcome'>;

/** Why a whole file is refused before its first row (product 8.3). */
export interface FileProblem {
  line: number | null;
  /** The column, `encoding` or `file`. */
  field: string;
  reason: string;
}

/** What became of reading a row: a record with remarks, or none. */
export interface RowRead<T> {
  record: T | null;
  problems: FieldProblem[];
}

/** Collects what is wrong while a row is read, so that all of its problems are told at once. */
export class RowReport {
  readonly problems: FieldProblem[] = [];

  /** Keeps the row out. Answers null, to stand for the value that is missing. */
  reject(field: string, reason: string): null {
    this.problems.push({ field, reason, outcome: 'rejected' });
    return null;
  }

  /** Lets the row in, and says what was left out of it. */
  remark(field: string, reason: string): null {
    this.problems.push({ field, reason, outcome: 'imported' });
    return null;
  }

  get rejected(): boolean {
    return this.problems.some((problem) => problem.outcome === 'rejected');
  }

  /** The record, unless something keeps it out; then only what keeps it out is told. */
  read<T>(record: () => T | null): RowRead<T> {
    const made = this.rejected ? null : record();
    if (this.rejected || made === null)
      return { record: null, problems: this.problems.filter((problem) => problem.outcome === 'rejected') };
    return { record: made, problems: this.problems };
  }
}

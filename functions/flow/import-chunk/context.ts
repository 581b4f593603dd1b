import type { Change } from '../../../shared/data/change.ts';
import type { Known } from '../../../shared/data/external-id.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { FieldProblem } from '../../../shared/domain/import/problem.ts';
import type { Import } from '../../../shared/domain/import/progress.ts';
import type { ImportRecord, Reading } from '../../../shared/domain/import/record.ts';
import type { Directory } from '../../../shared/domain/import/resolve.ts';
import type { Practice } from '../../../shared/domain/practice.ts';

/** What all rows of a chunk share. */
export interface Context {
  scope: Scope;
  /** Caused by the import, done by whoever started it: no notices go out for it (product 8.3). */
  change: Change;
  import: Import;
  /** What is past and what lies ahead is told by this instant, epoch milliseconds. */
  now: number;
  practice: Practice;
  /** Asked before each write: refuses where writes have ended (product 1.1). */
  mayWrite: () => Promise<void>;
  /** Services that rows make on the way join it. */
  catalogue: Catalogue;
  reading: Reading;
}

/** What the rows of a batch refer to. */
export interface Surroundings {
  /** By `nameOf`. */
  known: Map<string, Known>;
  directory: Directory;
  clients: Map<string, Client>;
}

/** A row that is to be written. */
export interface Row<T extends ImportRecord = ImportRecord> {
  row: number;
  line: number;
  record: T;
}

/** What became of a row. */
export interface Outcome {
  count: 'imported' | 'unchanged' | 'rejected';
  problems: FieldProblem[];
}

export const imported = (problems: FieldProblem[] = []): Outcome => ({ count: 'imported', problems });
export const refusedRow = (...problems: FieldProblem[]): Outcome => ({ count: 'rejected', problems });

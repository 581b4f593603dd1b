import type { Scope } from '../domain/actor.ts';
import type { ImportProblem } from '../domain/import/problem.ts';
import type { Import } from '../domain/import/progress.ts';
import { keys } from './keys.ts';
import {
  getItem,
  type Page,
  type PageRequest,
  put,
  queryPage,
  record,
  transact,
  type Write,
} from './table.ts';

/** Imports and the problems of their rows are kept so long, seconds. */
const kept = 90 * 24 * 3600;

const expiry = (it: Import) => Math.floor(Date.parse(it.createdAt) / 1000) + kept;

/** One import of the practice. */
export async function getImport(scope: Scope, importId: string): Promise<Import | undefined> {
  const item = await getItem(keys.import(scope.practiceId, importId));
  return item && record<Import>(item);
}

/** Writes an import, new or over the version that was read (`import` is lost otherwise). */
export const putImport = (scope: Scope, it: Import, when: 'new' | { version: number }): Write =>
  put('import', keys.import(scope.practiceId, it.id), { ...it, expiresAt: expiry(it) }, when);

/** Sorts by line, then row; a row's problems keep their order. */
const place = ({ line, row }: ImportProblem, at: number): string =>
  `${String(line).padStart(9, '0')}-${String(row).padStart(9, '0')}-${String(at).padStart(3, '0')}`;

/**
 * Saves how far an import has come, with the problems of the rows since. The problems go first and lie at
 * places of their own: after a crash between the two the same rows write them again, once each.
 */
export async function saveProgress(
  scope: Scope,
  before: Import,
  after: Import,
  problems: readonly ImportProblem[],
): Promise<void> {
  const writes = problems.map((problem, at) => {
    const ofRow = problems.slice(0, at).filter(({ row }) => row === problem.row).length;
    const key = keys.importProblem(scope.practiceId, after.id, place(problem, ofRow));
    return put('problem', key, { ...problem, expiresAt: expiry(after) }, 'any');
  });
  for (let at = 0; at < writes.length; at += 100) await transact(writes.slice(at, at + 100));
  await transact([putImport(scope, after, { version: before.version })]);
}

/** The problems of an import's rows in the order of the file, a page at a time. */
export async function listImportProblems(
  scope: Scope,
  importId: string,
  page: PageRequest,
): Promise<Page<ImportProblem>> {
  const { pk, sk } = keys.importProblem(scope.practiceId, importId, '');
  const found = await queryPage(undefined, pk, { from: sk, to: `${sk}~` }, 'ascending', page);
  return { ...found, items: found.items.map((item) => record<ImportProblem>(item)) };
}

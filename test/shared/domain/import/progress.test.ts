import { describe, expect, test } from 'vitest';
import {
  advanced,
  type Contents,
  checked,
  failed,
  formatOf,
  importView,
  importViewOf,
  isOver,
  newImport,
  passEnded,
  rejected,
} from '../../../../shared/domain/import/progress.ts';
import { importSource } from '../../../../shared/domain/import/source.ts';

const waiting = newImport({
  id: 'imp_01JD3Q6Z5W8N4T2R9YB7KXAMCE',
  fileName: 'clients.csv',
  format: 'csv',
  source: 'import',
  bytes: 1000,
  startedBy: 'staff_1',
  mayMakeAdmins: false,
  createdAt: '2026-11-22T12:00:00.000Z',
});
const contents: Contents = {
  rowsAre: 'lines',
  rows: 3,
  skipped: 1,
  kinds: ['encounter', 'client'],
  header: [],
  delimiter: ',',
  tag: '"1"',
};
const at = '2026-11-22T12:00:05.000Z';

describe('an import', () => {
  test.each([
    ['Clients.CSV', 'csv'],
    ['Patient.ndjson', 'ndjson'],
    ['export.jsonl', 'ndjson'],
    ['bundle.json', 'json'],
    ['clients.xlsx', null],
    ['clients', null],
  ])('[8.3] of %s is read as %s', (name, format) => {
    expect(formatOf(name)).toBe(format);
  });

  test('[8.3] imports clients before what refers to them, and is done after the last', () => {
    const begun = checked(waiting, contents, at);
    expect(begun).toMatchObject({
      state: 'running',
      contents: { kinds: ['client', 'encounter'] },
      pass: 0,
      version: 2,
    });
    const some = advanced(begun, { offset: 90, line: 2, row: 1 }, { imported: 1, unchanged: 0, rejected: 1 });
    expect(some).toMatchObject({
      position: { offset: 90 },
      counts: { imported: 1, rejected: 1 },
      version: 3,
    });
    const second = passEnded(some, at);
    expect(second).toMatchObject({ state: 'running', pass: 1, position: { offset: 0, line: 1, row: 0 } });
    const done = passEnded(second, at);
    expect(done).toMatchObject({ state: 'done', finishedAt: at });
    expect([waiting, begun, some, second, done].map(isOver)).toEqual([false, false, false, false, true]);
  });

  test('[8.3] with nothing in its file for us is done at once', () => {
    expect(checked(waiting, { ...contents, kinds: [] }, at)).toMatchObject({ state: 'done', finishedAt: at });
    expect(passEnded(waiting, at).state).toBe('done');
  });

  test('[8.3] that is refused or has stopped is over', () => {
    const problem = { line: 1, field: 'emial', reason: 'No such column.' };
    expect(rejected(waiting, problem, at)).toMatchObject({
      state: 'rejected',
      rejection: problem,
      version: 2,
    });
    expect(isOver(rejected(waiting, problem, at))).toBe(true);
    expect(isOver(failed(waiting, at))).toBe(true);
  });

  test('[8.3] comes from a system that is named in small letters', () => {
    for (const name of ['a', 'old-diary', '2nd']) expect(importSource.safeParse(name).success).toBe(true);
    for (const name of ['', 'Old', '-a', 'a-', 'a|b', 'x'.repeat(41)])
      expect(importSource.safeParse(name).success).toBe(false);
  });

  test('[8.3] shows staff how far it has come', () => {
    expect(importViewOf(waiting)).toMatchObject({ state: 'waiting', rows: null, imported: 0, skipped: 0 });
    const shown = importViewOf(checked(waiting, contents, at));
    expect(shown).toMatchObject({ state: 'running', rows: 3, skipped: 1 });
    expect(importView.parse(shown)).toEqual(shown);
  });
});

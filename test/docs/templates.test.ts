import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { notices, variablesOf } from '../../shared/domain/template.ts';

const page = await readFile(new URL('../../docs/templates.md', import.meta.url), 'utf8');

const cells = (line: string) => line.split('|').map((cell) => cell.trim());
const names = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map(cells);

/** What the page says may be named: of the second table, by field. */
const documented = rows
  .filter(([, , subject]) => subject === 'yes' || subject === 'no')
  .flatMap(([, variables, subject, body, text]) =>
    names(variables).map((name) => [name, [subject, body, text].map((cell) => cell === 'yes')] as const),
  );

test('[1.12] describes every notice', () => {
  expect(rows.map(([, first]) => names(first)[0]).filter((name) => notices.includes(name as never))).toEqual(
    notices,
  );
});

test.each(documented)('[1.12] says where {{%s}} may stand', (name, where) => {
  const known = notices.map((notice) => [variablesOf(notice, 'email'), variablesOf(notice, 'text')] as const);
  expect([
    known.some(([email]) => email.subject.includes(name)),
    known.some(([email]) => email.body.includes(name)),
    known.some(([, text]) => text.body.includes(name)),
  ]).toEqual(where);
});

test('[1.12] describes every variable', () => {
  const all = notices.flatMap((notice) => variablesOf(notice, 'email').body);
  expect(documented.map(([name]) => name).toSorted()).toEqual([...new Set(all)].toSorted());
});

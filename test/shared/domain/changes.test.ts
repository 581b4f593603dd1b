import { expect, test } from 'vitest';
import { auditOf, changesBetween, changesOfAudit } from '../../../shared/domain/changes.ts';
import { fc } from '../../support/random.ts';

test('[1.13] names each leaf that differs, a list as one value', () => {
  const before = { a: 1, b: { c: [1, 2], d: null, e: 'same' }, gone: true };
  const after = { a: 2, b: { c: [2, 1], d: { f: 1 }, e: 'same' }, new: false };

  expect(changesBetween(before, after)).toEqual([
    { pointer: '/a', before: 1, after: 2 },
    { pointer: '/b/c', before: [1, 2], after: [2, 1] },
    { pointer: '/b/d', before: null, after: { f: 1 } },
    { pointer: '/new', before: undefined, after: false },
    { pointer: '/gone', before: true, after: undefined },
  ]);
});

test('[1.13] escapes names as JSON pointers want it', () => {
  expect(changesBetween({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toMatchObject([{ pointer: '/a~1b~0c' }]);
});

test('[1.13] a document does not differ from itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => changesBetween(value, structuredClone(value)).length === 0),
  );
});

test('[1.13] the audit keeps what each value was and what it is', () => {
  expect(auditOf(changesBetween({ a: 1, b: { c: 2 } }, { a: 3, b: { c: null } }))).toEqual({
    before: { '/a': 1, '/b/c': 2 },
    after: { '/a': 3, '/b/c': null },
  });
});

test('[1.13] reads what the audit keeps as what each field was and is, with null for what was not there', () => {
  const changes = changesBetween({ name: 'One', gone: 1 }, { name: 'Two', added: [] });
  expect(changesOfAudit(auditOf(changes))).toEqual([
    { pointer: '/name', before: 'One', after: 'Two' },
    { pointer: '/added', before: null, after: [] },
    { pointer: '/gone', before: 1, after: null },
  ]);
  expect(changesOfAudit({ before: { '/name': 'One' }, after: null })).toEqual([
    { pointer: '/name', before: 'One', after: null },
  ]);
});

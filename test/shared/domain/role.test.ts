import { expect, test } from 'vitest';
import type { Role } from '../../../shared/domain/catalogue.ts';
import { decideOwnOrRole, decideRole } from '../../../shared/domain/role.ts';

test.each<[Role[], boolean]>([
  [['admin'], true],
  [['manager'], true],
  [['admin', 'clinician'], true],
  [['clinician'], false],
  [[], false],
])('[1.2] roles %j may change settings: %s', (roles, allowed) => {
  expect(decideRole(roles, ['admin', 'manager']).allowed).toBe(allowed);
});

test('[1.2] a refusal names who can', () => {
  expect(decideRole(['clinician'], ['admin', 'manager'])).toEqual({
    allowed: false,
    refusal: { code: 'forbidden', detail: 'Only an admin or a manager can do this.' },
  });
});

test('[1.2] a clinician reads settings', () => {
  expect(decideRole(['clinician'], ['admin', 'manager', 'clinician']).allowed).toBe(true);
});

test.each<[staffId: string, roles: Role[], allowed: boolean]>([
  ['hers', ['clinician'], true],
  ['hers', [], true],
  ['theirs', ['clinician'], false],
  ['theirs', ['manager'], true],
])('[4.1] whoever wants to change %s with roles %j may: %s', (staffId, roles, allowed) => {
  const who = { staffId: 'hers', roles };
  expect(decideOwnOrRole(who, staffId, ['admin', 'manager']).allowed).toBe(allowed);
});

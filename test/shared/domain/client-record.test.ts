import { expect, test } from 'vitest';
import { clientRecordOf, decideAssigned } from '../../../shared/domain/client-record.ts';
import { givenClient, givenClinician, ids } from './given.ts';

test('[9.3] a client’s record has what staff need, and nothing of how it is stored', () => {
  const stored = { ...givenClient(), pk: 'CLIENT#…' };
  const { clinicianIds, access, ...rest } = clientRecordOf(stored, { state: 'invited' });
  expect({ clinicianIds, access }).toEqual({ clinicianIds: [], access: 'invited' });
  expect(rest).not.toHaveProperty('pk');
});

const staff = [givenClinician()];

test('[4.2] a client is assigned to clinicians at work, and keeps those who have left', () => {
  expect(decideAssigned({}, [ids.staff], staff)).toMatchObject({
    allowed: true,
    value: [{ pointer: '/clinicianIds', before: [], after: [ids.staff] }],
  });
  const left = [givenClinician({ archived: true })];
  expect(decideAssigned({ clinicianIds: [ids.staff] }, [ids.staff], left)).toEqual({
    allowed: true,
    value: [],
  });
});

test.each([
  ['unknown', [ids.client], staff, '/clinicianIds/0 clinician-unknown'],
  ['gone', [ids.staff], [givenClinician({ archived: true })], '/clinicianIds/0 clinician-unknown'],
  [
    'no clinician',
    [ids.staff],
    [givenClinician({ roles: ['manager'] })],
    '/clinicianIds/0 clinician-unknown',
  ],
  ['named twice', [ids.staff, ids.staff], staff, '/clinicianIds/1 repeated'],
])('[4.2] a clinician who is %s is refused by the place in the list', (_, draft, all, expected) => {
  const decision = decideAssigned({}, draft, all);
  expect(decision).toMatchObject({ allowed: false, refusal: { code: 'validation' } });
  if (!decision.allowed)
    expect(decision.refusal.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([expected]);
});

import { expect, test } from 'vitest';
import { type Decision, granted } from '../../../shared/domain/decision.ts';
import { decideDiary, MAX_DIARIES } from '../../../shared/domain/diary.ts';
import { ids } from './given.ts';

const now = Date.parse('2026-10-24T23:30:00.000Z');
const staff = [{ id: ids.staff }, { id: 'staff_other' }];
const decide = (asked: Parameters<typeof decideDiary>[0], all = staff) =>
  decideDiary(asked, all, 'Europe/London', now);
const fields = (decision: Decision<unknown>) =>
  decision.allowed ? [] : decision.refusal.errors?.map(({ pointer, code }) => `${pointer} ${code}`);

test('[3.4] the diary is a week from today, by the practice’s clocks, and of everybody', () => {
  expect(granted(decide({}))).toEqual({
    staffIds: [ids.staff, 'staff_other'],
    range: { from: '2026-10-24T23:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
  });
});

test('[3.4] the diary is of one clinician and some dates where they are named', () => {
  expect(granted(decide({ staffId: 'staff_other', from: '2026-10-26', to: '2026-10-27' }))).toEqual({
    staffIds: ['staff_other'],
    range: { from: '2026-10-26T00:00:00.000Z', to: '2026-10-27T00:00:00.000Z' },
  });
});

const many = Array.from({ length: MAX_DIARIES + 1 }, (_, at) => ({ id: `staff_${at}` }));

test.each([
  [
    'a clinician whom the practice does not have',
    { staffId: 'staff_x' },
    staff,
    ['?staffId clinician-unknown'],
  ],
  ['more diaries than are read at once', {}, many, ['?staffId clinician-needed']],
  ['dates out of order', { from: '2026-10-26', to: '2026-10-25' }, staff, ['?to range']],
  ['too many dates', { from: '2026-10-26', to: '2026-12-28' }, staff, ['?to range']],
])('[3.4] the diary is refused for %s', (_, asked, all, wrong) => {
  expect(fields(decide(asked, all))).toEqual(wrong);
});

test('[3.4] the diary of one of many is read', () => {
  expect(granted(decide({ staffId: 'staff_7' }, many)).staffIds).toEqual(['staff_7']);
  expect(granted(decide({}, many.slice(1))).staffIds).toHaveLength(MAX_DIARIES);
});

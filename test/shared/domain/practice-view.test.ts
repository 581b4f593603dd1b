import { expect, test } from 'vitest';
import { profileViewOf } from '../../../shared/domain/practice-view.ts';
import { givenPractice } from './given.ts';

test.each([
  ['none', undefined, null],
  ['one that runs', 'zone_1', 'zone_1'],
])('[1.1] staff see which change of zone runs: %s', (_, zoneChangeId, seen) => {
  const practice = { ...givenPractice(), ...(zoneChangeId && { zoneChangeId }) };
  expect(profileViewOf(practice).zoneChangeId).toBe(seen);
});

import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import { portalViewOf, profileViewOf } from '../../../shared/domain/practice-view.ts';
import { givenPractice, givenSettings } from './given.ts';

test.each([
  ['none', undefined, null],
  ['one that runs', 'zone_1', 'zone_1'],
])('[1.1] staff see which change of zone runs: %s', (_, zoneChangeId, seen) => {
  const practice = { ...givenPractice(), ...(zoneChangeId && { zoneChangeId }) };
  expect(profileViewOf(practice).zoneChangeId).toBe(seen);
});

test.each([
  ['nobody, with booking off', { onlineBooking: false }, true, 'nobody'],
  ['nobody, with neither', { clientPortal: false, onlineBooking: false }, true, 'nobody'],
  ['nobody, where no new clients are taken', {}, false, 'nobody'],
  ['new clients, with both on', {}, true, 'new-clients'],
  ['everyone, with booking alone', { clientPortal: false }, false, 'everyone'],
])('[1.3] anyone is told who may ask without signing in: %s', (_, settings, newClients, form) => {
  const preferences = { ...defaultPreferences, newClients };
  const practice = givenPractice({ settings: givenSettings(settings), preferences });
  expect(portalViewOf(practice).requestForm).toBe(form);
});

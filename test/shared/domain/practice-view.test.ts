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
  ['all, where nobody said otherwise', undefined, { bookingAddOn: true, selfScheduling: true }],
  ['no add-on', { bookingAddOn: false, selfScheduling: true }, { bookingAddOn: false, selfScheduling: true }],
])('[1.10] staff see what the plan has, so why something reads as off: %s', (_, plan, seen) => {
  expect(profileViewOf({ ...givenPractice(), ...(plan && { plan }) }).plan).toEqual(seen);
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

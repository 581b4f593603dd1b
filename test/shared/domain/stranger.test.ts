import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import { decideStranger, strangersService } from '../../../shared/domain/stranger.ts';
import { givenPractice, givenSettings, ids } from './given.ts';

const practice = (settings = {}, preferences = {}) =>
  givenPractice({
    settings: givenSettings(settings),
    preferences: {
      ...defaultPreferences,
      newClients: true,
      firstVisitServiceId: ids.service,
      ...preferences,
    },
  });

test.each([
  ['may ask where new clients are taken', practice(), undefined],
  ['not while online booking is off', practice({ onlineBooking: false }), 'booking-off'],
  ['not where asking is switched off', practice({ features: { requests: false } }), 'feature-off'],
  ['not where no new clients are taken', practice({}, { newClients: false }), 'new-clients-off'],
  [
    'may ask with the portal off, since clients come this way too',
    practice({ clientPortal: false }, { newClients: false }),
    undefined,
  ],
])('[5.1] a stranger %s', (_, of, code) => {
  const decision = decideStranger(of);
  expect(decision.allowed ? undefined : decision.refusal.code).toBe(code);
});

test.each([
  ['the first-visit service', practice(), ids.service, true],
  ['no other service', practice(), 'svc_other', false],
  ['any service while the portal is off', practice({ clientPortal: false }), 'svc_other', true],
])('[4.2] a stranger asks for %s', (_, of, serviceId, allowed) => {
  const decision = strangersService(of, serviceId);
  expect(decision.allowed).toBe(allowed);
  if (!decision.allowed) expect(decision.refusal.errors).toMatchObject([{ pointer: '/serviceId' }]);
});

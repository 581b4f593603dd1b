import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import {
  decideConfirmed,
  decideStranger,
  mayBookAtOnce,
  strangersService,
} from '../../../shared/domain/stranger.ts';
import { givenClinician, givenPractice, givenService, givenSettings, ids } from './given.ts';

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

const access = { state: 'active' as const };
const client = { clinicianIds: [ids.staff] };
test.each([
  ['a new person', {}, [], true],
  ['no new person for another service than the first visit', { firstVisitServiceId: 'svc_other' }, [], false],
  ['no new person where none are taken', { newClients: false }, [], false],
  ['a client', {}, [{ client, access }], true],
  ['a client where no new ones are taken', { newClients: false }, [{ client, access }], true],
  [
    'nobody who may be either of two',
    {},
    [
      { client, access },
      { client, access },
    ],
    false,
  ],
  ['nobody whose access is disabled', {}, [{ client, access: { state: 'disabled' as const } }], false],
  [
    'nobody who may not ask online',
    {},
    [{ client, access: { ...access, off: ['requests' as const] } }],
    false,
  ],
  ['a client of that clinician', { clinicians: 'assigned' as const }, [{ client, access }], true],
  ['no client of others', { clinicians: 'assigned' as const }, [{ client: {}, access }], false],
])('[4.2] the form books at once: %s', (_, preferences, likely, allowed) => {
  expect(
    mayBookAtOnce(practice({}, preferences), likely, { staffId: ids.staff, serviceId: ids.service }),
  ).toBe(allowed);
});

const other = givenClinician({ id: `${ids.staff.slice(0, -1)}Z` });
const free = (clinician = givenClinician(), hours = [{ weekday: 2, start: '09:00', end: '11:00' }]) => ({
  clinician,
  hours,
  exceptions: [],
  sheets: [{ date: '2026-11-24', version: 1, taken: [] }],
});
test.each([
  ['the clinician of the e-mail', [free(other), free()], ids.staff],
  ['another who is free, where that one is not', [free(other), free(undefined, [])], other.id],
  ['nobody, where that one alone was asked for', [free(undefined, [])], undefined],
])('[4.3] a confirmed request is for %s', (_, candidates, clinicianId) => {
  const now = Date.parse('2026-11-16T09:00:00.000Z');
  const service = givenService({ durationMinutes: 60 });
  const situation = { practice: practice(), service, locations: [], candidates, now };
  const decision = decideConfirmed(
    situation,
    { startsAt: Date.parse('2026-11-24T09:00:00.000Z') },
    ids.staff,
  );
  expect(decision.allowed ? decision.value.clinician.id : undefined).toBe(clinicianId);
});

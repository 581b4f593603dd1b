import { expect, test } from 'vitest';
import {
  appointmentOutcomeOf,
  appointmentView,
  appointmentViewOf,
  openingViewOf,
  type Surroundings,
  surroundingsOf,
} from '../../../shared/domain/appointment-view.ts';
import { Refused } from '../../../shared/domain/decision.ts';
import { portalView, portalViewOf } from '../../../shared/domain/practice-view.ts';
import {
  givenAppointment,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  ids,
  statuses,
} from './given.ts';

const around = (over: Partial<Surroundings> = {}): Surroundings => ({
  practice: givenPractice(),
  access: { clientId: ids.client, state: 'active', epoch: 0, version: 1 },
  clinician: givenClinician(),
  service: givenService(),
  location: givenLocation(),
  statuses,
  now: Date.parse('2026-11-20T09:00:00.000Z'),
  ...over,
});

test('[3.1] a client sees clinician, service, place, time with its zone by name, status and both verdicts', () => {
  const view = appointmentViewOf(givenAppointment(), around());
  expect(appointmentView.parse(view)).toMatchObject({
    when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    clinician: { name: 'Ines Marlow' },
    service: { name: 'Physiotherapy' },
    location: { name: 'Hill Street', address: '4 Hill Street' },
    status: { name: 'Booked', kind: 'booked' },
    change: { allowed: true, until: '2026-11-23T09:00:00.000Z' },
    cancellation: { allowed: true, until: '2026-11-23T09:00:00.000Z' },
    waitlist: { allowed: true, reason: null, detail: null },
    policy: null,
  });
});

test('[3.1] an appointment without service, place or a status that is still listed is shown all the same', () => {
  const view = appointmentViewOf(givenAppointment(), around({ service: null, location: null, statuses: [] }));
  expect(view).toMatchObject({ service: null, location: null, status: { name: 'booked', kind: 'booked' } });
});

test('[3.1] what an appointment refers to is found in the catalogue', () => {
  const catalogue = {
    staff: [givenClinician()],
    services: [givenService()],
    locations: [givenLocation()],
    statuses,
  };
  expect(surroundingsOf(givenAppointment({ serviceId: null }), catalogue)).toEqual({
    clinician: givenClinician(),
    service: null,
    location: givenLocation(),
    statuses,
  });
  expect(() => surroundingsOf(givenAppointment(), { ...catalogue, staff: [] })).toThrow(Refused);
});

test('[3.2] the answer of a write says what the appointment is now', () => {
  expect(appointmentOutcomeOf(givenAppointment(), givenPractice(), true)).toMatchObject({
    id: ids.appointment,
    when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    late: true,
    version: 4,
  });
});

test('[4.3] an opening is shown with instants in UTC and the clock of its place', () => {
  const opening = {
    startsAt: Date.parse('2026-11-24T09:00:00Z'),
    endsAt: Date.parse('2026-11-24T09:45:00Z'),
    locationId: ids.location,
    zone: 'Europe/London',
    localTime: '2026-11-24T09:00',
  };
  expect(openingViewOf(opening)).toEqual({
    ...opening,
    startsAt: '2026-11-24T09:00:00.000Z',
    endsAt: '2026-11-24T09:45:00.000Z',
  });
});

test('[1.1] what anyone sees of a practice holds its brand, and nothing that is only for its staff', () => {
  const shown = portalViewOf(givenPractice());
  expect(portalView.strict().parse(shown)).toMatchObject({ name: 'Hill Street Therapy', offMessage: null });
  expect(JSON.stringify(shown)).not.toContain('desk@hillstreet.example');
});

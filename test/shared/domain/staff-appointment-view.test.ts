import { expect, test } from 'vitest';
import { appointmentRecordOf, staffOutcomeOf } from '../../../shared/domain/staff-appointment-view.ts';
import {
  givenAppointment,
  givenClient,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  ids,
  statuses,
} from './given.ts';

const practice = givenPractice();

test('[3.4] staff see an appointment whose client, clinician, service, place and status have no name left', () => {
  const nameless = {
    client: undefined,
    clinician: undefined,
    service: null,
    location: null,
    status: undefined,
  };
  expect(appointmentRecordOf(givenAppointment(), { ...nameless, practice })).toMatchObject({
    client: { id: ids.client, name: '' },
    clinician: { id: ids.staff, name: '' },
    service: null,
    location: null,
    status: { id: ids.booked, name: 'booked', kind: 'booked' },
    deletedAt: null,
  });
});

test('[3.4] what staff have done is answered in ids, times and codes alone', () => {
  const deletedAt = '2026-11-23T09:00:00.000Z';
  expect(staffOutcomeOf(givenAppointment({ deletedAt }), practice)).toEqual({
    id: ids.appointment,
    clientId: ids.client,
    staffId: ids.staff,
    serviceId: ids.service,
    locationId: ids.location,
    startsAt: '2026-11-24T09:00:00.000Z',
    endsAt: '2026-11-24T09:45:00.000Z',
    localTime: '2026-11-24T09:00',
    zone: 'Europe/London',
    when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    statusId: ids.booked,
    statusKind: 'booked',
    deletedAt,
    version: 4,
  });
});

test('[3.4] staff see an appointment with every name, and when it was deleted', () => {
  const deletedAt = '2026-11-23T09:00:00.000Z';
  const named = {
    client: givenClient(),
    clinician: givenClinician(),
    service: givenService(),
    location: givenLocation(),
    status: statuses[0],
  };
  expect(appointmentRecordOf(givenAppointment({ deletedAt }), { ...named, practice })).toMatchObject({
    client: { name: 'Rosa Quill' },
    clinician: { name: 'Ines Marlow' },
    service: { name: 'Physiotherapy' },
    location: { name: 'Hill Street' },
    status: { name: 'Booked' },
    deletedAt,
  });
  expect(staffOutcomeOf(givenAppointment(), practice).deletedAt).toBeNull();
});

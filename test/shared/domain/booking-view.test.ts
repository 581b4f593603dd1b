import { expect, test } from 'vitest';
import { bookableServices, bookableTimeViewOf } from '../../../shared/domain/booking-view.ts';
import { givenClinician, givenPractice, givenService, ids } from './given.ts';

test('[4.2] lists the services in use that somebody gives who can be booked, with them', () => {
  const services = [
    givenService(),
    givenService({ id: 'svc_archived', archived: true }),
    givenService({ id: 'svc_nobody' }),
    givenService({ id: 'svc_not_wanted' }),
  ];
  const listed = bookableServices({ staff: [givenClinician()], services }, givenPractice(), {
    services: ({ id }) => id !== 'svc_not_wanted',
  });
  expect(listed).toEqual([
    {
      id: ids.service,
      name: 'Physiotherapy',
      durationMinutes: 45,
      clinicians: [{ id: ids.staff, name: 'Ines Marlow' }],
    },
  ]);
});

test('[4.3] tells a time in instants of UTC', () => {
  const startsAt = Date.parse('2026-11-24T09:00:00.000Z');
  const time = {
    startsAt,
    endsAt: startsAt + 60_000,
    locationId: null,
    zone: 'Europe/London',
    localTime: '2026-11-24T09:00',
    staffIds: [ids.staff],
  };
  expect(bookableTimeViewOf(time)).toMatchObject({
    startsAt: '2026-11-24T09:00:00.000Z',
    endsAt: '2026-11-24T09:01:00.000Z',
    staffIds: [ids.staff],
  });
});

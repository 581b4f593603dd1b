import { expect, test } from 'vitest';
import { bookableServices, bookableTimeViewOf } from '../../../shared/domain/booking-view.ts';
import { givenClinician, givenLocation, givenPractice, givenService, ids } from './given.ts';

const DAY = 24 * 3_600_000;

test('[4.2] lists the services in use that somebody gives who can be booked, with them', () => {
  const services = [
    givenService(),
    givenService({ id: 'svc_archived', archived: true }),
    givenService({ id: 'svc_nobody' }),
    givenService({ id: 'svc_not_wanted' }),
  ];
  const locations = [givenLocation(), givenLocation({ id: 'loc_archived', archived: true })];
  const catalogue = { staff: [givenClinician()], services, locations };
  const listed = bookableServices(catalogue, givenPractice(), {
    services: ({ id }) => id !== 'svc_not_wanted',
  });
  expect(listed).toEqual([
    {
      id: ids.service,
      name: 'Physiotherapy',
      durationMinutes: 45,
      clinicians: [{ id: ids.staff, name: 'Ines Marlow' }],
      locations: [{ id: ids.location, name: givenLocation().name }],
    },
  ]);
});

test('[4.3] tells a time in instants of UTC, and [4.2] whether it awaits approval', () => {
  const startsAt = Date.parse('2026-11-24T09:00:00.000Z');
  const time = {
    startsAt,
    endsAt: startsAt + 60_000,
    locationId: null,
    zone: 'Europe/London',
    localTime: '2026-11-24T09:00',
    staffIds: [ids.staff],
  };
  const practice = givenPractice();
  expect(bookableTimeViewOf(time, { practice, now: startsAt - 2 * DAY })).toEqual({
    ...time,
    startsAt: '2026-11-24T09:00:00.000Z',
    endsAt: '2026-11-24T09:01:00.000Z',
    awaitsApproval: true,
  });
  const preferences = { ...practice.preferences, approval: 'none' as const };
  const awaits = (before: number) =>
    bookableTimeViewOf(time, { practice: { ...practice, preferences }, now: startsAt - before })
      .awaitsApproval;
  expect([awaits(DAY), awaits(DAY - 1)]).toEqual([false, true]);
});

import { expect, test } from 'vitest';
import { bookableServices, bookableTimesOf } from '../../../shared/domain/booking-view.ts';
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
  expect(bookableTimesOf([time], { practice, now: startsAt - 2 * DAY })).toEqual({
    items: [
      {
        ...time,
        startsAt: '2026-11-24T09:00:00.000Z',
        endsAt: '2026-11-24T09:01:00.000Z',
        awaitsApproval: true,
      },
    ],
    next: null,
  });
  const preferences = { ...practice.preferences, approval: 'none' as const };
  const awaits = (before: number) =>
    bookableTimesOf([time], { practice: { ...practice, preferences }, now: startsAt - before }).items[0]
      ?.awaitsApproval;
  expect([awaits(DAY), awaits(DAY - 1)]).toEqual([false, true]);
});

test('[4.3] lists whole dates in one answer, as many as fit and one at least, and the date to go on from', () => {
  const at = (localTime: string, zone = 'Europe/London') => {
    const startsAt = Date.parse(`${localTime}Z`);
    return { startsAt, endsAt: startsAt, localTime, zone, locationId: null, staffIds: [ids.staff] };
  };
  // Places west and east of one another: dates are those of each time's own wall clock.
  const times = [
    at('2026-11-23T09:00'),
    at('2026-11-24T09:00'),
    at('2026-11-24T18:00', 'Asia/Tokyo'),
    at('2026-11-25T09:00'),
    at('2026-11-24T23:00', 'America/New_York'),
  ];
  const asked = { practice: givenPractice(), now: 0 };
  const listed = (most: number) => {
    const { items, next } = bookableTimesOf(times, asked, most);
    return [items.map(({ localTime }) => localTime.slice(8)), next];
  };
  const whole = [['23T09:00', '24T09:00', '24T18:00', '25T09:00', '24T23:00'], null];
  expect(listed(5 * 233)).toEqual(whole);
  expect(bookableTimesOf(times, asked).next).toBeNull();
  expect(listed(5 * 233 - 1)).toEqual([['23T09:00', '24T09:00', '24T18:00', '24T23:00'], '2026-11-25']);
  expect(listed(4 * 233 - 1)).toEqual([['23T09:00'], '2026-11-24']);
  expect(listed(1)).toEqual([['23T09:00'], '2026-11-24']);
  expect(bookableTimesOf([], asked)).toEqual({ items: [], next: null });
});

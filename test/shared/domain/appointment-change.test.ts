import { expect, test } from 'vitest';
import { cancelledAppointment, movedAppointment, timeOf } from '../../../shared/domain/appointment-change.ts';
import { givenAppointment, ids } from './given.ts';

const gaps = { bufferBeforeMinutes: 5, bufferAfterMinutes: 10 };

test('[3.2] a move keeps id, clinician, service, place, status and duration, and raises the version', () => {
  const appointment = givenAppointment();
  const move = { startsAt: '2026-07-01T13:30:00Z', zone: 'Europe/London', ...gaps };
  const outcome = { late: true, lateReference: appointment.startsAt };

  expect(movedAppointment(appointment, move, outcome)).toEqual({
    ...appointment,
    startsAt: '2026-07-01T13:30:00.000Z',
    endsAt: '2026-07-01T14:15:00.000Z',
    localTime: '2026-07-01T14:30',
    ...gaps,
    lateReference: '2026-11-24T09:00:00.000Z',
    lateChange: true,
    version: 5,
  });
});

test('[3.2] a move in time takes the flag of an earlier late one away', () => {
  const appointment = givenAppointment({ lateChange: true });
  const move = { startsAt: '2026-12-01T09:00:00.000Z', zone: 'Europe/London', ...gaps };

  expect(movedAppointment(appointment, move, { late: false, lateReference: null }).lateChange).toBe(false);
});

test('[3.2] the duration is elapsed time, also over the hour that the clocks repeat', () => {
  // 00:45 BST to 01:15 GMT in London, 90 minutes: 2026-10-24T23:45Z to 01:15Z.
  const appointment = givenAppointment({ endsAt: '2026-11-24T10:30:00.000Z' });
  const move = { startsAt: '2026-10-24T23:45:00.000Z', zone: 'Europe/London', ...gaps };
  const moved = movedAppointment(appointment, move, { late: false, lateReference: null });

  expect(moved).toMatchObject({ localTime: '2026-10-25T00:45', endsAt: '2026-10-25T01:15:00.000Z' });
});

test('[3.3] a cancellation sets the status, keeps time and payment, and raises the version', () => {
  const appointment = givenAppointment({ paid: true });
  const outcome = {
    late: true,
    statusId: ids.lateCancelled,
    statusKind: 'late-cancelled' as const,
    policyVersion: 7,
  };

  expect(cancelledAppointment(appointment, outcome)).toEqual({
    ...appointment,
    statusId: ids.lateCancelled,
    statusKind: 'late-cancelled',
    policyVersion: 7,
    heldStatusId: ids.booked,
    version: 5,
  });
});

test('[3.2] the time that an appointment takes is told in milliseconds', () => {
  expect(timeOf(givenAppointment())).toEqual({ startsAt: 1795510800000, endsAt: 1795513500000 });
});

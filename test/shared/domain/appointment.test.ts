import { expect, test } from 'vitest';
import { isStanding, notDeleted } from '../../../shared/domain/appointment.ts';
import { Refused } from '../../../shared/domain/decision.ts';
import { givenAppointment } from './given.ts';

const deletedAt = '2026-11-23T09:00:00.000Z';

test.each([
  ['booked', undefined, true],
  ['attended', undefined, true],
  ['no-show', undefined, true],
  ['cancelled', undefined, false],
  ['late-cancelled', undefined, false],
  ['booked', deletedAt, false],
  ['cancelled', deletedAt, false],
] as const)('[1.7] an appointment that is %s, deleted %s, keeps its time: %s', (statusKind, at, stands) => {
  expect(isStanding({ statusKind, deletedAt: at })).toBe(stands);
});

test('[3.4] a deleted appointment is not there for whoever may not see it', () => {
  const appointment = givenAppointment();
  expect(notDeleted(appointment)).toBe(appointment);
  for (const gone of [undefined, givenAppointment({ deletedAt })])
    expect(() => notDeleted(gone)).toThrow(Refused);
});

import { expect, test } from 'vitest';
import type { WeeklyHours } from '../../../shared/domain/availability.ts';
import { nearestForStaff } from '../../../shared/domain/staff-nearest.ts';
import { givenAppointment, givenLocation, givenPractice, ids } from './given.ts';

type About = Parameters<typeof nearestForStaff>[0];

/** Tuesdays from nine to noon; nine to 9:45 on the 24th is taken, with a gap after it. */
const hours: WeeklyHours = [{ weekday: 2, start: '09:00', end: '12:00', locationId: ids.location }];
const about = (over: Partial<About> = {}): About => ({
  practice: givenPractice(),
  location: givenLocation(),
  hours,
  exceptions: [],
  sheets: [{ date: '2026-11-24', version: 1, taken: [[540, 585, 0, 30]] }],
  startsAt: '2026-11-24T09:00:00.000Z',
  durationMinutes: 30,
  moved: null,
  ignoreBuffers: false,
  now: Date.parse('2026-11-24T08:00:00.000Z'),
  ...over,
});

const on = (...clocks: string[]) => clocks.map((clock) => `2026-11-24T${clock}:00.000Z`);

test('[3.4] free times near a taken one are in working hours and on the grid, whatever the notice', () => {
  expect(nearestForStaff(about())).toEqual(on('10:30', '11:00', '11:30'));
});

test('[3.4] gaps are kept unless staff set them aside', () => {
  expect(nearestForStaff(about({ ignoreBuffers: true }))).toEqual(on('10:00', '10:30', '11:00'));
});

test('[3.4] the time of the appointment that moves is free', () => {
  const near = about({ moved: givenAppointment(), startsAt: '2026-11-24T09:30:00.000Z' });
  expect(nearestForStaff(near)).toEqual(on('09:00', '09:30', '10:00'));
  const elsewhere = givenAppointment({ endsAt: '2026-11-24T09:40:00.000Z' });
  expect(nearestForStaff({ ...near, moved: elsewhere })).toEqual(on('10:30', '11:00', '11:30'));
});

test('[3.4] an appointment without a place is offered plain hours', () => {
  const plain: WeeklyHours = [{ weekday: 2, start: '09:00', end: '12:00' }];
  expect(nearestForStaff(about({ location: null, hours: plain }))).toEqual(on('10:30', '11:00', '11:30'));
});

test('[3.4] nothing is offered for a time that is past', () => {
  expect(nearestForStaff(about({ now: Date.parse('2026-11-24T09:00:00.000Z') }))).toEqual([]);
});

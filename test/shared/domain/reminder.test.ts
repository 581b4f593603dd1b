import { describe, expect, test } from 'vitest';
import { decideDueReminder, reminderDueAt } from '../../../shared/domain/reminder.ts';

const startsAt = '2026-11-25T10:30:00.000Z';
const dueAt = '2026-11-23T10:30:00.000Z';
const hoursBefore = 48;
const booked = { startsAt, statusKind: 'booked' as const };
const due = Date.parse(dueAt);
const waiting = { startsAt, dueAt, remindedOf: null };

describe('when a client is to be reminded', () => {
  test('[1.12] the hours of the setting before the start, elapsed ones over a change of the clocks too', () => {
    expect(reminderDueAt({ appointment: booked, reminder: undefined, hoursBefore, at: 0 })).toBe(dueAt);
    const afterTheChange = { ...booked, startsAt: '2026-10-26T09:00:00.000Z' };
    expect(reminderDueAt({ appointment: afterTheChange, reminder: undefined, hoursBefore: 24, at: 0 })).toBe(
      '2026-10-25T09:00:00.000Z',
    );
  });

  const called: [string, Parameters<typeof reminderDueAt>[0]['appointment']][] = [
    ['is not there', undefined],
    ['was deleted', { ...booked, deletedAt: '2026-11-20T10:00:00.000Z' }],
    ['was attended', { ...booked, statusKind: 'attended' }],
    ['was missed', { ...booked, statusKind: 'no-show' }],
    ['was cancelled', { ...booked, statusKind: 'cancelled' }],
    ['was cancelled late', { ...booked, statusKind: 'late-cancelled' }],
  ];

  test.each(called)('[6.1] never of an appointment that %s', (_, appointment) => {
    expect(reminderDueAt({ appointment, reminder: undefined, hoursBefore, at: 0 })).toBeNull();
    expect(reminderDueAt({ appointment, reminder: waiting, hoursBefore, at: 0 })).toBeNull();
  });

  test('[6.1] not of one that was made or moved inside that time, at that very instant neither', () => {
    const at = (instant: number) =>
      reminderDueAt({ appointment: booked, reminder: undefined, hoursBefore, at: instant });
    expect(at(due - 1)).toBe(dueAt);
    expect(at(due)).toBeNull();
    const ofOldStart = { startsAt: '2026-11-24T10:30:00.000Z', dueAt, remindedOf: null };
    expect(reminderDueAt({ appointment: booked, reminder: ofOldStart, hoursBefore, at: due })).toBeNull();
  });

  test('[6.1] still of one whose reminder waits, however late somebody looks, by the present hours', () => {
    expect(reminderDueAt({ appointment: booked, reminder: waiting, hoursBefore, at: due + 1 })).toBe(dueAt);
    expect(reminderDueAt({ appointment: booked, reminder: waiting, hoursBefore: 72, at: due })).toBe(
      '2026-11-22T10:30:00.000Z',
    );
  });

  test('[6.1] once a start: again after a move, and not after going back and forth', () => {
    const reminded = { startsAt, dueAt: null, remindedOf: startsAt };
    expect(reminderDueAt({ appointment: booked, reminder: reminded, hoursBefore, at: 0 })).toBeNull();
    const moved = { ...booked, startsAt: '2026-11-27T10:30:00.000Z' };
    expect(reminderDueAt({ appointment: moved, reminder: reminded, hoursBefore, at: 0 })).toBe(
      '2026-11-25T10:30:00.000Z',
    );
  });

  test('[6.1] not of one whose moment passed while it was called off', () => {
    const takenAway = { startsAt, dueAt: null, remindedOf: null };
    expect(reminderDueAt({ appointment: booked, reminder: takenAway, hoursBefore, at: due + 1 })).toBeNull();
  });
});

describe('a reminder that fell due', () => {
  const notice = { email: true, text: false, hoursBefore };
  const decide = (over: Partial<Parameters<typeof decideDueReminder>[0]> = {}) =>
    decideDueReminder({ appointment: booked, reminder: waiting, notice, now: due, ...over });

  test('[6.1] is told, by whichever channel the practice reminds', () => {
    expect(decide()).toEqual({ remind: true });
    expect(decide({ notice: { email: false, text: true, hoursBefore } })).toEqual({ remind: true });
    expect(decide({ now: Date.parse(startsAt) - 1 })).toEqual({ remind: true });
  });

  test('[6.1] is forgotten where the appointment does not take place, or has begun', () => {
    const never = { remind: false, dueAt: null };
    expect(decide({ appointment: undefined })).toEqual(never);
    expect(decide({ appointment: { ...booked, statusKind: 'cancelled' } })).toEqual(never);
    expect(decide({ now: Date.parse(startsAt) })).toEqual(never);
  });

  test('[1.12] is forgotten where the practice does not remind', () => {
    expect(decide({ notice: { email: false, text: false, hoursBefore } })).toEqual({
      remind: false,
      dueAt: null,
    });
  });

  test('[6.1] is put off where the practice reminds later by now, or the appointment has moved', () => {
    expect(decide({ notice: { ...notice, hoursBefore: 24 } })).toEqual({
      remind: false,
      dueAt: '2026-11-24T10:30:00.000Z',
    });
    expect(decide({ appointment: { ...booked, startsAt: '2026-11-26T10:30:00.000Z' } })).toEqual({
      remind: false,
      dueAt: '2026-11-24T10:30:00.000Z',
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Status } from '../../../shared/domain/catalogue.ts';
import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import { type Decision, granted } from '../../../shared/domain/decision.ts';
import {
  decideAttendance,
  decideDeletion,
  decideRestoration,
  decideStaffCancellation,
} from '../../../shared/domain/staff-status.ts';
import { givenAppointment, givenClient, givenSettings, ids, statuses } from './given.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const deletedAt = '2026-11-23T09:00:00.000Z';
const cancelled = { statusId: ids.cancelled, statusKind: 'cancelled' as const, heldStatusId: ids.booked };
/** Nine to 9:45 on the 24th is taken. */
const sheets: DaySheet[] = [{ date: '2026-11-24', version: 1, taken: [[540, 585]] }];
const free: DaySheet[] = [{ date: '2026-11-24', version: 2, taken: [] }];

const codeOf = (decision: Decision<unknown>) => (decision.allowed ? 'allowed' : decision.refusal.code);
const fieldOf = (decision: Decision<unknown>) =>
  decision.allowed ? undefined : decision.refusal.errors?.[0]?.code;

describe('a cancellation by staff', () => {
  const decide = (of: Partial<Appointment> = {}, statusId?: string) =>
    decideStaffCancellation({
      appointment: givenAppointment(of),
      statusId,
      settings: givenSettings(),
      statuses,
      sheets,
      now,
    });

  test('[3.4] has the practice’s status, frees the time, accepts no policy and remembers the status before', () => {
    const { after, ...rest } = granted(decide({ paid: true, policyVersion: 3 }));
    expect(after).toEqual({
      ...givenAppointment({ paid: true }),
      ...cancelled,
      policyVersion: null,
      version: 5,
    });
    expect(rest).toEqual({
      late: false,
      wasStanding: true,
      sheets: [{ date: '2026-11-24', version: 1, taken: [] }],
    });
  });

  test('[1.7] is late by the kind of the status that is named', () => {
    expect(granted(decide({}, ids.lateCancelled))).toMatchObject({
      late: true,
      after: { statusKind: 'late-cancelled' },
    });
  });

  test('[1.7] can be given another of its kind afterwards, and the time stays free', () => {
    const {
      after,
      sheets: changed,
      wasStanding,
    } = granted(decide({ ...cancelled, policyVersion: 7 }, ids.lateCancelled));
    expect(after).toMatchObject({ statusKind: 'late-cancelled', heldStatusId: ids.booked, policyVersion: 7 });
    expect([changed, wasStanding]).toEqual([[], false]);
  });

  test.each<[string, Partial<Appointment>, string | undefined, string, string | undefined]>([
    ['of a deleted one', { deletedAt }, undefined, 'not-changeable', undefined],
    ['of a cancelled one', cancelled, undefined, 'already-cancelled', undefined],
    ['to the status that it has', cancelled, ids.cancelled, 'already-cancelled', undefined],
    ['to an unknown status', {}, 'status_x', 'validation', 'status-unknown'],
    ['to one that keeps the time', {}, ids.attended, 'validation', 'status-keeps-time'],
    ['of a cancelled one to one that keeps it', cancelled, ids.booked, 'validation', 'status-keeps-time'],
  ])('[3.4] is refused %s', (_, of, statusId, code, field) => {
    const decision = decide(of, statusId);
    expect([codeOf(decision), fieldOf(decision)]).toEqual([code, field]);
  });
});

describe('a deletion', () => {
  const decide = (of: Partial<Appointment> = {}) =>
    decideDeletion({ appointment: givenAppointment(of), sheets, now });

  test('[3.4] frees the time of one that stands and marks when', () => {
    const { after, sheets: changed } = granted(decide());
    expect(after).toEqual({ ...givenAppointment(), deletedAt: '2026-11-23T12:00:00.000Z', version: 5 });
    expect(changed).toMatchObject([{ taken: [] }]);
  });

  test('[3.4] of a cancelled one frees nothing: the time may be somebody else’s', () => {
    expect(granted(decide(cancelled)).sheets).toEqual([]);
  });

  test('[3.4] happens once', () => {
    expect(codeOf(decide({ deletedAt }))).toBe('not-changeable');
  });
});

describe('a restoration', () => {
  const decide = (
    of: Partial<Appointment>,
    over: {
      sheets?: DaySheet[];
      statuses?: Status[];
      deceased?: boolean;
      ignoreBuffers?: boolean;
      at?: number;
    } = {},
  ) =>
    decideRestoration({
      appointment: givenAppointment(of),
      client: givenClient({ deceased: over.deceased ?? false }),
      statuses: over.statuses ?? statuses,
      sheets: over.sheets ?? free,
      now: over.at ?? now,
      options: { ignoreBuffers: over.ignoreBuffers ?? false },
    });

  test.each<[string, Partial<Appointment>]>([
    ['cancelled', { ...cancelled, policyVersion: 7 }],
    ['deleted', { deletedAt }],
    ['cancelled and deleted', { ...cancelled, deletedAt }],
  ])('[1.7] of one that was %s claims its time and makes it what it was', (_, of) => {
    const { after, sheets: changed } = granted(decide(of));
    expect(after).toEqual({ ...givenAppointment(), version: 5 });
    expect(Object.keys(after)).not.toContain('deletedAt');
    expect(changed).toMatchObject([{ version: 2, taken: [[540, 585]] }]);
  });

  test.each<[string, Partial<Appointment>, Status[], string | undefined]>([
    ['the one before', { ...cancelled, heldStatusId: ids.attended }, statuses, ids.attended],
    [
      'a booked one where the one before is gone',
      { ...cancelled, heldStatusId: 'status_x' },
      statuses,
      ids.booked,
    ],
    ['a booked one where none is known', { ...cancelled, heldStatusId: undefined }, statuses, ids.booked],
    [
      'never one that frees the time',
      { ...cancelled, heldStatusId: ids.lateCancelled },
      statuses,
      ids.booked,
    ],
    ['that of a deleted one', { deletedAt, statusId: ids.missed, statusKind: 'no-show' }, [], ids.missed],
  ])('[1.7] gives back a status: %s', (_, of, all, statusId) => {
    expect(granted(decide(of, { statuses: all })).after.statusId).toBe(statusId);
  });

  test('[1.7] is refused where there is no status to give', () => {
    expect(codeOf(decide(cancelled, { statuses: [] }))).toBe('not-changeable');
  });

  test('[1.7] is a conflict where somebody has the time', () => {
    expect(codeOf(decide(cancelled, { sheets, ignoreBuffers: true }))).toBe('taken');
    const near: DaySheet[] = [{ date: '2026-11-24', version: 2, taken: [[585, 600, 15]] }];
    expect(codeOf(decide(cancelled, { sheets: near }))).toBe('taken');
    expect(codeOf(decide(cancelled, { sheets: near, ignoreBuffers: true }))).toBe('allowed');
  });

  test('[1.7] is of one that does not stand', () => {
    expect(codeOf(decide({}))).toBe('not-changeable');
  });

  test('[8.3] arranges nothing ahead for somebody who has died', () => {
    expect(codeOf(decide(cancelled, { deceased: true }))).toBe('not-changeable');
    const after = Date.parse('2026-11-24T09:45:00.000Z');
    expect(codeOf(decide(cancelled, { deceased: true, at: after }))).toBe('allowed');
  });
});

describe('attendance', () => {
  const decide = (statusId: string, of: Partial<Appointment> = {}) =>
    decideAttendance({ appointment: givenAppointment(of), statusId, statuses });

  test('[1.7] is another status that keeps the time', () => {
    expect(granted(decide(ids.missed))).toEqual({
      after: givenAppointment({ statusId: ids.missed, statusKind: 'no-show', version: 5 }),
      sheets: [],
    });
  });

  test.each<[string, string, Partial<Appointment>, string, string | undefined]>([
    ['a deleted one', ids.attended, { deletedAt }, 'not-changeable', undefined],
    ['a cancelled one', ids.attended, cancelled, 'already-cancelled', undefined],
    ['an unknown status', 'status_x', {}, 'validation', 'status-unknown'],
    ['a status that frees the time', ids.lateCancelled, {}, 'validation', 'status-frees-time'],
    ['the status that it has', ids.booked, {}, 'unchanged', undefined],
  ])('[1.7] is refused for %s', (_, statusId, of, code, field) => {
    const decision = decide(statusId, of);
    expect([codeOf(decision), fieldOf(decision)]).toEqual([code, field]);
  });
});

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { appointmentFacts } from '../domain/happening.ts';
import type { Practice } from '../domain/practice.ts';
import type { Reminder } from '../domain/reminder.ts';
import { env } from '../runtime/env.ts';
import { type Change, commit } from './change.ts';
import { keys, shardOf } from './keys.ts';
import { getItems, type Page, type PageRequest, put, queryPage, record, type Write } from './table.ts';

/** A practice, one of its appointments and the reminder of it, in one trip; each undefined where it is not there. */
export async function getReminded(scope: Scope, appointmentId: string) {
  const p = scope.practiceId;
  const [practice, appointment, reminder] = await getItems([
    keys.practice(p),
    keys.appointment(p, appointmentId),
    keys.reminder(p, appointmentId),
  ]);
  return {
    practice: practice && record<Practice>(practice),
    appointment: appointment && record<Appointment>(appointment),
    reminder: reminder && record<Reminder>(reminder),
  };
}

/** How long after its appointment's start a reminder is remembered, seconds. */
const kept = 30 * 24 * 3600;

/**
 * Writes a reminder over the one that was read; loses `reminder` where another was faster. While it waits it
 * stands among the region's deadlines and in the practice's list by start.
 */
export function putReminder(
  scope: Scope,
  before: Reminder | undefined,
  next: Omit<Reminder, 'version'>,
): Write {
  const { appointmentId, startsAt, dueAt } = next;
  const waiting = dueAt !== null && {
    gsi1pk: keys.due(env('region'), shardOf(scope.practiceId)),
    // With the id, since many fall due at one instant and a page ends at a position.
    gsi1sk: keys.startOf(dueAt, appointmentId),
    gsi2pk: keys.reminders(scope.practiceId),
    gsi2sk: keys.startOf(startsAt, appointmentId),
  };
  const expiresAt = Math.ceil(Date.parse(startsAt) / 1000) + kept;
  return put(
    'reminder',
    keys.reminder(scope.practiceId, appointmentId),
    { ...next, version: (before?.version ?? 0) + 1, expiresAt, ...waiting },
    before ? { version: before.version } : 'new',
  );
}

/** The appointments of a practice whose reminders are still to come, those that start after an instant, by start. */
export async function listReminders(scope: Scope, after: number, page: PageRequest): Promise<Page<string>> {
  const range = { from: new Date(after).toISOString(), to: '9' };
  const found = await queryPage('gsi2', keys.reminders(scope.practiceId), range, 'ascending', page);
  return { ...found, items: found.items.map((item) => record<Reminder>(item).appointmentId) };
}

/**
 * Takes a reminder off the deadlines and commits the event of it, in one transaction: however many sweeps meet
 * it there is one event. Loses `reminder` where another was faster.
 */
export const remind = (
  scope: Scope,
  change: Change,
  { appointment, reminder }: { appointment: Appointment; reminder: Reminder },
): Promise<void> =>
  commit(scope, change, {
    writes: [
      putReminder(scope, reminder, {
        appointmentId: appointment.id,
        startsAt: appointment.startsAt,
        dueAt: null,
        remindedOf: appointment.startsAt,
      }),
    ],
    happenings: [
      {
        type: 'appointment.reminder-due.v1',
        aggregate: { type: 'appointment', id: appointment.id },
        sequence: appointment.version,
        test: appointment.test,
        clientId: appointment.clientId,
        data: appointmentFacts(appointment),
      },
    ],
  });

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Status } from '../domain/catalogue.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import { appointmentFacts } from '../domain/happening.ts';
import { markStatusUsed } from './catalogue.ts';
import { type Change, commit } from './change.ts';
import { keys } from './keys.ts';
import { putSheets } from './sheet.ts';
import {
  getItem,
  getItems,
  type Page,
  type PageRequest,
  put,
  queryPage,
  record,
  type Write,
} from './table.ts';

/** One appointment of the practice. */
export async function getAppointment(scope: Scope, appointmentId: string): Promise<Appointment | undefined> {
  const item = await getItem(keys.appointment(scope.practiceId, appointmentId));
  return item && record<Appointment>(item);
}

/** Several appointments in one trip; those that are not there are left out. */
export async function getAppointments(
  scope: Scope,
  appointmentIds: readonly string[],
): Promise<Appointment[]> {
  const items = await getItems(appointmentIds.map((id) => keys.appointment(scope.practiceId, id)));
  return items.flatMap((item) => (item ? [record<Appointment>(item)] : []));
}

/** Writes an appointment with its places in the client's list and the clinician's diary. */
export const putAppointment = (
  scope: Scope,
  appointment: Appointment,
  when: 'new' | { version: number },
): Write =>
  put(
    'appointment',
    keys.appointment(scope.practiceId, appointment.id),
    {
      ...appointment,
      gsi1pk: keys.appointmentsOfClient(scope.practiceId, appointment.clientId),
      gsi1sk: keys.startOf(appointment.startsAt, appointment.id),
      gsi2pk: keys.diary(scope.practiceId, appointment.staffId),
      gsi2sk: keys.startOf(appointment.startsAt, appointment.id),
    },
    when,
  );

/**
 * A client's appointments by start, a page at a time: upcoming ones from the soonest, past ones from the
 * latest. One that has begun is past.
 */
export async function listAppointmentsOfClient(
  scope: Scope,
  clientId: string,
  when: 'upcoming' | 'past',
  now: number,
  page: PageRequest,
): Promise<Page<Appointment>> {
  // After every id that starts at this very instant: those have begun.
  const begun = keys.startOf(new Date(now).toISOString(), '~');
  const range = when === 'upcoming' ? { from: begun, to: '9' } : { from: '0', to: begun };
  const found = await queryPage(
    'gsi1',
    keys.appointmentsOfClient(scope.practiceId, clientId),
    range,
    when === 'upcoming' ? 'ascending' : 'descending',
    page,
  );
  return { ...found, items: found.items.map((item) => record<Appointment>(item)) };
}

/** What every event of an appointment says of itself beside its data. */
const about = (appointment: Appointment) => ({
  aggregate: { type: 'appointment' as const, id: appointment.id },
  sequence: appointment.version,
  test: appointment.test,
  clientId: appointment.clientId,
});

/**
 * Writes a new appointment with the sheets that it claims (none for one that is over: history may overlap) and
 * its event; `statuses` are those that were read, its own among them. Loses the race `sheet` where another claimed
 * meanwhile, `status` where the status has been deleted.
 */
export const createAppointment = (
  scope: Scope,
  change: Change,
  created: { appointment: Appointment; sheets: readonly DaySheet[]; statuses: readonly Status[] },
  more: { writes?: readonly Write[]; answer?: unknown } = {},
): Promise<void> =>
  commit(scope, change, {
    writes: [
      putAppointment(scope, created.appointment, 'new'),
      ...putSheets(scope, created.appointment.staffId, created.sheets),
      ...markStatusUsed(scope, created.appointment.statusId, created.statuses),
      ...(more.writes ?? []),
    ],
    happenings: [
      {
        type: 'appointment.created.v1',
        ...about(created.appointment),
        data: appointmentFacts(created.appointment),
      },
    ],
    answer: more.answer,
  });

/**
 * Writes a moved appointment: the old time is given back and the new one taken with it, or nothing happens
 * (product 3.2). Loses `sheet` or `appointment` where another was faster.
 */
export const moveAppointment = (
  scope: Scope,
  change: Change,
  moved: { before: Appointment; after: Appointment; sheets: readonly DaySheet[] },
  answer: unknown,
): Promise<void> =>
  commit(scope, change, {
    writes: [
      putAppointment(scope, moved.after, { version: moved.before.version }),
      ...putSheets(scope, moved.after.staffId, moved.sheets),
    ],
    happenings: [
      {
        type: 'appointment.changed.v1',
        ...about(moved.after),
        data: {
          ...appointmentFacts(moved.after),
          previousStartsAt: moved.before.startsAt,
          previousEndsAt: moved.before.endsAt,
          late: moved.after.lateChange,
        },
      },
    ],
    answer,
  });

/**
 * Writes a cancelled appointment and gives its time back (product 3.3); `statuses` are those that were read. Loses
 * as `moveAppointment` does, and `status` where the status that it gets has been deleted.
 */
export const cancelAppointment = (
  scope: Scope,
  change: Change,
  cancelled: {
    before: Appointment;
    after: Appointment;
    late: boolean;
    sheets: readonly DaySheet[];
    statuses: readonly Status[];
  },
  answer: unknown,
): Promise<void> =>
  commit(scope, change, {
    writes: [
      putAppointment(scope, cancelled.after, { version: cancelled.before.version }),
      ...putSheets(scope, cancelled.after.staffId, cancelled.sheets),
      ...markStatusUsed(scope, cancelled.after.statusId, cancelled.statuses),
    ],
    happenings: [
      {
        type: 'appointment.cancelled.v1',
        ...about(cancelled.after),
        data: {
          ...appointmentFacts(cancelled.after),
          late: cancelled.late,
          policyVersion: cancelled.after.policyVersion,
          paid: cancelled.after.paid,
        },
        audit: { before: { statusId: cancelled.before.statusId } },
      },
    ],
    answer,
  });

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Status } from '../domain/catalogue.ts';
import { auditOf, changesBetween } from '../domain/changes.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import type { EventData, EventType } from '../domain/event.ts';
import { appointmentFacts } from '../domain/happening.ts';
import { markStatusUsed } from './catalogue.ts';
import { type Change, commit, type Happening } from './change.ts';
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

/** One appointment of the practice; a deleted one too (`notDeleted` is for whoever may not see those). */
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

/** Writes an appointment with its places in the client's list and the clinician's diary; a deleted one has none. */
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
      ...(appointment.deletedAt === undefined && {
        gsi1pk: keys.appointmentsOfClient(scope.practiceId, appointment.clientId),
        gsi1sk: keys.startOf(appointment.startsAt, appointment.id),
        gsi2pk: keys.diary(scope.practiceId, appointment.staffId),
        gsi2sk: keys.startOf(appointment.startsAt, appointment.id),
      }),
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

/** A client's appointments that start at an instant or later, the soonest first, up to a number of them. */
export async function listAppointmentsSince(
  scope: Scope,
  clientId: string,
  since: number,
  limit: number,
): Promise<Appointment[]> {
  const range = { from: keys.startOf(new Date(since).toISOString(), ''), to: '9' };
  const partition = keys.appointmentsOfClient(scope.practiceId, clientId);
  const { items } = await queryPage('gsi1', partition, range, 'ascending', { limit });
  return items.map((item) => record<Appointment>(item));
}

/** What every event of an appointment says of itself beside its data. */
const about = (appointment: Appointment) => ({
  aggregate: { type: 'appointment' as const, id: appointment.id },
  sequence: appointment.version,
  test: appointment.test,
  clientId: appointment.clientId,
});

/** Writes of a new appointment without the sheets that it takes; `statuses` are those that were read. */
export const newAppointment = (
  scope: Scope,
  appointment: Appointment,
  statuses: readonly Status[],
): Write[] => [
  putAppointment(scope, appointment, 'new'),
  ...markStatusUsed(scope, appointment.statusId, statuses),
];

/** What happened when an appointment came into being; of a request, where it was made of one. */
export const appointmentCreated = (
  appointment: Appointment,
  requestId: string | null = null,
): Happening<'appointment.created.v1'> => ({
  type: 'appointment.created.v1',
  ...about(appointment),
  data: { ...appointmentFacts(appointment), requestId },
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
      ...newAppointment(scope, created.appointment, created.statuses),
      ...putSheets(scope, created.appointment.staffId, created.sheets),
      ...(more.writes ?? []),
    ],
    happenings: [appointmentCreated(created.appointment)],
    answer: more.answer,
  });

/** An appointment before and after one change, and the sheets that change with it: of `after`'s clinician. */
export interface Rewritten {
  before: Appointment;
  after: Appointment;
  sheets: readonly DaySheet[];
}

/** One that gets another status, with the practice's statuses as they were read. */
export interface Restated extends Rewritten {
  statuses: readonly Status[];
}

type AppointmentEvent = Extract<EventType, `appointment.${string}`>;

/** What goes with the write of an appointment. */
interface With {
  writes?: readonly Write[];
  happenings?: readonly Happening[];
}

/** Writes an appointment over the version that was read, its sheets, and one event with what it was before. */
function rewrite<T extends AppointmentEvent>(
  scope: Scope,
  change: Change,
  { before, after, sheets, statuses }: Rewritten & Partial<Restated>,
  event: { type: T; data: EventData<T> },
  answer: unknown,
  { writes = [], happenings = [] }: With = {},
): Promise<void> {
  const { version: _, ...was } = before;
  const { version: __, ...is } = after;
  return commit(scope, change, {
    writes: [
      putAppointment(scope, after, { version: before.version }),
      ...putSheets(scope, after.staffId, sheets),
      ...(statuses ? markStatusUsed(scope, after.statusId, statuses) : []),
      ...writes,
    ],
    happenings: [{ ...event, ...about(after), audit: auditOf(changesBetween(was, is)) }, ...happenings],
    answer,
  });
}

/**
 * Writes a moved appointment: the old time is given back and the new one taken with it, or nothing happens
 * (product 3.2, 3.4). Loses `sheet` or `appointment` where another was faster.
 */
export const moveAppointment = (
  scope: Scope,
  change: Change,
  moved: Rewritten,
  answer: unknown,
  more?: With,
): Promise<void> => {
  const data = {
    ...appointmentFacts(moved.after),
    previousStartsAt: moved.before.startsAt,
    previousEndsAt: moved.before.endsAt,
    // A flag that staff leave on it is of a change before theirs.
    late: moved.after.lateChange && change.cause === 'client',
  };
  return rewrite(scope, change, moved, { type: 'appointment.changed.v1', data }, answer, more);
};

/**
 * Writes a cancelled appointment and gives its time back (product 3.3). Loses as `moveAppointment` does, and
 * `status` where the status that it gets has been deleted.
 */
export const cancelAppointment = (
  scope: Scope,
  change: Change,
  cancelled: Restated & { late: boolean },
  answer: unknown,
): Promise<void> => {
  const { policyVersion, paid } = cancelled.after;
  const data = { ...appointmentFacts(cancelled.after), late: cancelled.late, policyVersion, paid };
  return rewrite(scope, change, cancelled, { type: 'appointment.cancelled.v1', data }, answer);
};

/**
 * Writes an appointment that another clinician takes over: the time of the one is given back (`freed`) and that of
 * the other taken with it (product 3.4). Loses as `moveAppointment` does.
 */
export const handOverAppointment = (
  scope: Scope,
  change: Change,
  handedOver: Rewritten & { freed: readonly DaySheet[] },
  answer: unknown,
): Promise<void> => {
  const { before, after, freed } = handedOver;
  const data = { ...appointmentFacts(after), previousStaffId: before.staffId };
  const writes = putSheets(scope, before.staffId, freed);
  return rewrite(scope, change, handedOver, { type: 'appointment.staff-changed.v1', data }, answer, {
    writes,
  });
};

/** Writes another status that leaves the time as it is (product 1.7). Loses as `cancelAppointment` does. */
export const changeAppointmentStatus = (
  scope: Scope,
  change: Change,
  changed: Restated,
  answer: unknown,
): Promise<void> => {
  const { before, after } = changed;
  const { statusId: previousStatusId, statusKind: previousStatusKind } = before;
  const data = { ...appointmentFacts(after), previousStatusId, previousStatusKind };
  return rewrite(scope, change, changed, { type: 'appointment.status-changed.v1', data }, answer);
};

/** Writes a deleted appointment and gives its time back (product 3.4). Loses as `moveAppointment` does. */
export const deleteAppointment = (
  scope: Scope,
  change: Change,
  deleted: Rewritten,
  answer: unknown,
): Promise<void> => {
  const data = { ...appointmentFacts(deleted.after), requestId: null };
  return rewrite(scope, change, deleted, { type: 'appointment.deleted.v1', data }, answer);
};

/** An appointment that goes with the approval that made it, and what happened: its request waits again (product 5.3). */
export function takenBackAppointment(
  scope: Scope,
  appointment: Appointment,
  requestId: string,
  now: number,
): { write: Write; happening: Happening<'appointment.deleted.v1'> } {
  const deletedAt = new Date(now).toISOString();
  const after = { ...appointment, deletedAt, version: appointment.version + 1 };
  return {
    write: putAppointment(scope, after, { version: appointment.version }),
    happening: {
      type: 'appointment.deleted.v1',
      ...about(after),
      data: { ...appointmentFacts(after), requestId },
    },
  };
}

/** Writes an appointment that stands again, with its time (product 1.7, 3.4). Loses as `cancelAppointment` does. */
export const restoreAppointment = (
  scope: Scope,
  change: Change,
  restored: Restated,
  answer: unknown,
): Promise<void> => {
  const data = appointmentFacts(restored.after);
  return rewrite(scope, change, restored, { type: 'appointment.restored.v1', data }, answer);
};

import { type Appointment, isStanding } from './appointment.ts';
import { cancelledAppointment, timeOf } from './appointment-change.ts';
import type { Status } from './catalogue.ts';
import type { Client } from './client.ts';
import { type ClaimOptions, claim, type DaySheet, release } from './day-sheet.ts';
import { allow, type Decision, refuse, refuseFields } from './decision.ts';
import type { Settings } from './settings.ts';
import { decideStanding, type StaffOutcome } from './staff-appointment.ts';
import { freesTheTime } from './status-kind.ts';

/** What staff do with the status of appointments: cancelling, deleting, restoring, attendance (product 1.7, 3.4). */

/** A status of the practice by its id, or why it is none for this. */
function statusNamed(statuses: readonly Status[], statusId: string, frees: boolean): Decision<Status> {
  const wrong = (code: string, message: string) => refuseFields([{ pointer: '/statusId', code, message }]);
  const status = statuses.find(({ id }) => id === statusId);
  if (!status) return wrong('status-unknown', 'The practice has no such status.');
  if (freesTheTime(status.kind) === frees) return allow(status);
  return frees
    ? wrong('status-keeps-time', 'This status keeps the time taken. Send it to …/attendance instead.')
    : wrong('status-frees-time', 'This status gives the time back. Send it to …/cancellation instead.');
}

/**
 * Decides a cancellation by staff, at any time (product 3.4): to the status named, which must be one that frees the
 * time, or else to the practice's for cancelled. It counts as late if its status does, the client has accepted no
 * policy, and what was paid stays noted. Of one that is cancelled already only the status changes, where another is
 * named. Refusals: `not-changeable`, `already-cancelled`, `validation`.
 */
export function decideStaffCancellation(about: {
  appointment: Appointment;
  statusId: string | undefined;
  settings: Pick<Settings, 'cancelledStatusId'>;
  statuses: readonly Status[];
  sheets: readonly DaySheet[];
  now: number;
}): Decision<StaffOutcome & { late: boolean; wasStanding: boolean }> {
  const { appointment, statusId, settings, statuses, sheets, now } = about;
  if (appointment.deletedAt !== undefined)
    return refuse('not-changeable', 'This appointment is deleted. Restore it first.');
  const wasStanding = isStanding(appointment);
  if (!wasStanding && (statusId === undefined || statusId === appointment.statusId))
    return refuse('already-cancelled', 'This appointment is cancelled already.');
  const status = statusNamed(statuses, statusId ?? settings.cancelledStatusId, true);
  if (!status.allowed) return status;
  const { id, kind } = status.value;
  const late = kind === 'late-cancelled';
  if (!wasStanding) {
    const after = { ...appointment, statusId: id, statusKind: kind, version: appointment.version + 1 };
    return allow({ after, late, wasStanding, sheets: [] });
  }
  const outcome = { late, statusId: id, statusKind: kind, policyVersion: null };
  const after = cancelledAppointment(appointment, outcome);
  return allow({ after, late, wasStanding, sheets: release(sheets, timeOf(appointment), now) });
}

/**
 * Decides that an appointment is deleted (product 3.4): it gives its time back if it kept it, leaves lists and
 * diary, and stays as a record with the status that it had. Refusal: `not-changeable` where it is deleted already.
 */
export function decideDeletion(about: {
  appointment: Appointment;
  sheets: readonly DaySheet[];
  now: number;
}): Decision<StaffOutcome> {
  const { appointment, sheets, now } = about;
  if (appointment.deletedAt !== undefined)
    return refuse('not-changeable', 'This appointment is deleted already.');
  const deletedAt = new Date(now).toISOString();
  const after = { ...appointment, deletedAt, version: appointment.version + 1 };
  const freed = isStanding(appointment) ? release(sheets, timeOf(appointment), now) : [];
  return allow({ after, sheets: freed });
}

/**
 * Decides that an appointment stands again, whether it was cancelled, deleted or both (product 1.7, 3.4): it claims
 * its time anew, or that is a conflict. Its status is the one before the cancellation if the practice still has
 * it, else the practice's first of the kind `booked`. Refusals: `not-changeable` where it stands, where the
 * client has died and it lies ahead, where there is no status for it; `taken`.
 */
export function decideRestoration(about: {
  appointment: Appointment;
  client: Pick<Client, 'deceased'> | undefined;
  statuses: readonly Status[];
  sheets: readonly DaySheet[];
  now: number;
  options: ClaimOptions;
}): Decision<StaffOutcome> {
  const { appointment, client, statuses, sheets, now, options } = about;
  if (isStanding(appointment))
    return refuse('not-changeable', 'This appointment is neither cancelled nor deleted.');
  const { heldStatusId, deletedAt: _, ...rest } = appointment;
  const present = timeOf(appointment);
  if (client?.deceased && present.endsAt > now)
    return refuse('not-changeable', 'This client is recorded as deceased: nothing is arranged for them.');
  const restored = freesTheTime(appointment.statusKind)
    ? standingStatus(statuses, heldStatusId)
    : { id: appointment.statusId, kind: appointment.statusKind };
  if (!restored)
    return refuse('not-changeable', 'The practice has no status of the kind booked: add one first.');
  const { bufferBeforeMinutes, bufferAfterMinutes } = appointment;
  const wanted = { ...present, bufferBeforeMinutes, bufferAfterMinutes };
  const claimed = claim(sheets, wanted, now, options);
  if (!claimed.allowed) return claimed;
  const after: Appointment = {
    ...rest,
    statusId: restored.id,
    statusKind: restored.kind,
    policyVersion: null,
    version: appointment.version + 1,
  };
  return allow({ after, sheets: claimed.value });
}

const standingStatus = (statuses: readonly Status[], heldStatusId: string | undefined): Status | undefined =>
  statuses.find(({ id, kind }) => id === heldStatusId && !freesTheTime(kind)) ??
  statuses.find(({ kind }) => kind === 'booked');

/**
 * Decides a status that keeps the time: attended, not come, booked (product 1.7). One that would free the time is a
 * cancellation. Refusals: `not-changeable`, `already-cancelled`, `validation`, `unchanged`.
 */
export function decideAttendance(about: {
  appointment: Appointment;
  statusId: string;
  statuses: readonly Status[];
}): Decision<StaffOutcome> {
  const { appointment, statusId, statuses } = about;
  const stands = decideStanding(appointment);
  if (!stands.allowed) return stands;
  const status = statusNamed(statuses, statusId, false);
  if (!status.allowed) return status;
  if (statusId === appointment.statusId)
    return refuse('unchanged', 'It has this status already. Choose another.');
  const { id, kind } = status.value;
  const after = { ...appointment, statusId: id, statusKind: kind, version: appointment.version + 1 };
  return allow({ after, sheets: [] });
}

import type { Appointment } from './appointment.ts';
import type { CancellationOutcome, ChangeOutcome } from './verdict.ts';
import { localTimeOf } from './zone.ts';

/** Where an appointment goes: the zone is its location's, else the practice's; gaps are minutes. */
export interface Move {
  startsAt: string;
  zone: string;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

/**
 * The appointment after a client has moved it (product 3.2): same id, clinician, service, place and duration
 * (elapsed, even across a clock change); the gaps are those of the day on which the new time is taken.
 */
export function movedAppointment(appointment: Appointment, move: Move, outcome: ChangeOutcome): Appointment {
  const starts = Date.parse(move.startsAt);
  const lasts = Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt);
  return {
    ...appointment,
    startsAt: new Date(starts).toISOString(),
    endsAt: new Date(starts + lasts).toISOString(),
    localTime: localTimeOf(move.zone, starts),
    zone: move.zone,
    bufferBeforeMinutes: move.bufferBeforeMinutes,
    bufferAfterMinutes: move.bufferAfterMinutes,
    lateReference: outcome.lateReference,
    lateChange: outcome.late,
    version: appointment.version + 1,
  };
}

/** The appointment after a client has cancelled it (product 3.3): its time and payment state stay on it. */
export function cancelledAppointment(appointment: Appointment, outcome: CancellationOutcome): Appointment {
  const { statusId, statusKind, policyVersion } = outcome;
  return {
    ...appointment,
    statusId,
    statusKind,
    policyVersion,
    heldStatusId: appointment.statusId,
    version: appointment.version + 1,
  };
}

/** The time that an appointment takes, epoch milliseconds. */
export const timeOf = (appointment: Pick<Appointment, 'startsAt' | 'endsAt'>) => ({
  startsAt: Date.parse(appointment.startsAt),
  endsAt: Date.parse(appointment.endsAt),
});

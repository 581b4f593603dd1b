import type { Appointment } from '../appointment.ts';
import type { Location, Service, Status } from '../catalogue.ts';
import type { Practice } from '../practice.ts';
import { freesTheTime } from '../status-kind.ts';
import { localTimeOf } from '../zone.ts';
import { instantOf } from './moment.ts';
import type { FieldProblem } from './problem.ts';
import type { AppointmentRecord } from './record.ts';

/** What an appointment of a file becomes, once everything that it refers to is known. */

const minute = 60_000;
/** A longer appointment of the future is a mistake: it would close a clinician's diary for days. */
const LONGEST_AHEAD_MINUTES = 24 * 60;

export interface Times {
  /** Epoch milliseconds. */
  startsAt: number;
  endsAt: number;
  /** The location's, else the practice's. */
  zone: string;
}

const reject = (field: string, reason: string): { problem: FieldProblem } => ({
  problem: { field, reason, outcome: 'rejected' },
});

/**
 * When it is. A local time is read in the zone that the row names, else the location's, else the practice's.
 * Without an end the duration counts, else the service's, else what the format takes it to be.
 */
export function timesOf(
  record: AppointmentRecord,
  place: { practice: Pick<Practice, 'zone'>; location: Location | undefined; service: Service | undefined },
  now: number,
): Times | { problem: FieldProblem } {
  const zone = place.location?.zone ?? place.practice.zone;
  const start = instantOf(record.start.moment, record.start.zone ?? zone);
  if ('reason' in start) return reject(record.start.field, start.reason);
  let endsAt: number;
  const endField = record.end?.field ?? 'durationMinutes';
  if (record.end) {
    const end = instantOf(record.end.moment, record.end.zone ?? zone);
    if ('reason' in end) return reject(endField, end.reason);
    endsAt = end.at;
  } else {
    const minutes = record.durationMinutes ?? place.service?.durationMinutes ?? record.otherwiseMinutes;
    if (minutes === null) return reject('endsAt', 'Give endsAt, durationMinutes or a service.');
    endsAt = start.at + minutes * minute;
  }
  if (endsAt <= start.at) return reject(endField, 'The end is not after the start.');
  const ahead = endsAt > now;
  if (ahead && endsAt - start.at > LONGEST_AHEAD_MINUTES * minute)
    return reject(endField, 'An appointment ahead may last 24 hours at most.');
  if (ahead && record.kind === 'encounter')
    return reject(
      endField,
      'An encounter is imported once it is over. What lies ahead is an Appointment in FHIR.',
    );
  return { startsAt: start.at, endsAt, zone };
}

/**
 * The status that a row means: one of the practice's by name, or its first of a kind; for cancellations the one
 * that the practice has set (product 1.7).
 */
export function statusOf(
  wanted: AppointmentRecord['status'],
  statuses: readonly Status[],
  cancelledStatusId: string,
): Status | { problem: FieldProblem } {
  if ('name' in wanted) {
    const name = wanted.name.toLowerCase();
    const found = statuses.find((status) => status.name.toLowerCase() === name);
    return (
      found ??
      reject(
        wanted.field,
        `This is no status of the practice and none of booked, attended, no-show, cancelled, late-cancelled.`,
      )
    );
  }
  const ofKind = statuses.filter((status) => status.kind === wanted.kind);
  const found = ofKind.find((status) => status.id === cancelledStatusId) ?? ofKind[0];
  return (
    found ?? reject(wanted.field, `The practice has no status of the kind ${wanted.kind}: add one first.`)
  );
}

/** Whether it takes its time on the day sheets: what is over is history and overlaps as it did (product 8.3). */
export const takesTime = (times: Times, status: Status, now: number): boolean =>
  times.endsAt > now && !freesTheTime(status.kind);

/** What the appointment refers to. */
export interface Parties {
  clientId: string;
  staffId: string;
  serviceId: string | null;
  locationId: string | null;
  test: boolean;
}

/** The appointment as it is stored. It keeps the gaps that the practice asks for on the day of the import. */
export const importedAppointment = (
  id: string,
  record: AppointmentRecord,
  { test, ...parties }: Parties,
  { startsAt, endsAt, zone }: Times,
  status: Status,
  { bufferBeforeMinutes, bufferAfterMinutes }: Practice['preferences'],
): Appointment => ({
  id,
  ...parties,
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
  localTime: localTimeOf(zone, startsAt),
  zone,
  bufferBeforeMinutes,
  bufferAfterMinutes,
  statusId: status.id,
  statusKind: status.kind,
  paid: record.paid,
  lateReference: null,
  lateChange: false,
  policyVersion: null,
  test,
  version: 1,
});

/** The duration that a service gets which is first seen in an appointment: on five minutes, within its limits. */
export const durationSeen = (record: AppointmentRecord): number => {
  const { start, end, durationMinutes, otherwiseMinutes } = record;
  const lasts =
    end && 'at' in end.moment && 'at' in start.moment
      ? (end.moment.at - start.moment.at) / minute
      : (durationMinutes ?? otherwiseMinutes ?? 30);
  return Math.min(720, Math.max(5, Math.round(lasts / 5) * 5));
};

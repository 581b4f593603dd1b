import * as z from 'zod';
import { type Appointment, instant, isStanding } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import type { Location, Service, Staff } from './catalogue.ts';
import type { Client } from './client.ts';
import { type ClaimOptions, claim, type DaySheet, move, release } from './day-sheet.ts';
import { allow, type Decision, type FieldError, refuse, refuseFields } from './decision.ts';
import { locationId, serviceId } from './id.ts';
import type { Practice } from './practice.ts';
import { decideOwnOrRole } from './role.ts';
import { localTimeOf } from './zone.ts';

/**
 * What staff do with the time of appointments (product 3.4): windows, notice, hours and grid do not bind them, and
 * gaps do not where they say so; but nobody is ever booked twice, and only what the practice has can be named.
 */

export const MINUTE = 60_000;

/** When an appointment that staff make or move begins: whole minutes; past ones record what happened. */
export const staffStart = instant
  .refine((text) => text >= '1970', 'Use a time from the year 1970 on.')
  .refine((text) => Date.parse(text) % MINUTE === 0, 'Appointments begin on a whole minute.')
  .meta({ description: 'On a whole minute. Working hours, notice and the past do not forbid it.' });

export const staffDuration = z.int().min(5).max(720);

const ignoreBuffers = z
  .boolean()
  .default(false)
  .meta({ description: 'Sets the gaps beside other appointments aside; an overlap is never possible.' });

/** What is said of the gaps, wherever staff take a time. */
export const bufferChoice = { ignoreBuffers };

/** What can be said of a change: what is left out stays; null is none. */
export const changeDraft = z.strictObject({
  startsAt: staffStart,
  durationMinutes: staffDuration.optional(),
  serviceId: serviceId.nullable().optional(),
  locationId: locationId.nullable().optional(),
  ...bufferChoice,
});
export type ChangeDraft = z.infer<typeof changeDraft>;

/** What the ids of a draft name: undefined where the practice has no such thing, null where none is named. */
export interface Named {
  client: Client | undefined;
  clinician: Staff | undefined;
  service: Service | null | undefined;
  location: Location | null | undefined;
}

/**
 * Whether a member of staff may handle an appointment, and over the version that they read where they named one:
 * admins and managers handle all, clinicians their own. Refusals: `forbidden`, `stale-version` with the present
 * one.
 */
export function decideHandling(
  who: Parameters<typeof decideOwnOrRole>[0],
  appointment: Pick<Appointment, 'staffId' | 'version'>,
  expected: number | undefined,
): Decision<true> {
  const may = decideOwnOrRole(who, appointment.staffId, ['admin', 'manager']);
  if (!may.allowed || expected === undefined || expected === appointment.version) return may;
  return refuse('stale-version', 'Someone changed this appointment while you had it open. Read it again.', {
    current: appointment.version,
  });
}

/** That an id names nothing of the practice's that is in use. */
export const unknown = (pointer: string, what: string): FieldError => ({
  pointer,
  code: `${what}-unknown`,
  message: `The practice has no such ${what} in use.`,
});

/** Whether what an id names is there and not archived, or nothing was named. */
export const inUseOrNone = (entry: { archived: boolean } | null | undefined): boolean =>
  entry !== undefined && entry?.archived !== true;

/** Readings Import 1: nothing that lies ahead is arranged for somebody who has died. */
export const deceased = (pointer: string): FieldError => ({
  pointer,
  code: 'deceased',
  message: 'This client is recorded as deceased: nothing is arranged for them.',
});

/** The parts of an appointment that follow from its start, its length and its place. */
export const timed = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }, zone: string) => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
  localTime: localTimeOf(zone, startsAt),
  zone,
});

/** The gaps of the day on which a time is taken: it keeps them (product 4.2). */
export const gapsOf = ({ preferences }: Pick<Practice, 'preferences'>) => ({
  bufferBeforeMinutes: preferences.bufferBeforeMinutes,
  bufferAfterMinutes: preferences.bufferAfterMinutes,
});

/** The time that an appointment takes, with its gaps, as day sheets want it. */
export const wantedBy = (appointment: Appointment) => ({
  ...timeOf(appointment),
  bufferBeforeMinutes: appointment.bufferBeforeMinutes,
  bufferAfterMinutes: appointment.bufferAfterMinutes,
});

/** Why an appointment that does not stand cannot be changed, if it does not. */
export function decideStanding(appointment: Appointment): Decision<true> {
  if (appointment.deletedAt !== undefined)
    return refuse('not-changeable', 'This appointment is deleted. Restore it first.');
  if (!isStanding(appointment))
    return refuse('already-cancelled', 'This appointment is cancelled. Restore it first.');
  return allow(true);
}

/** The time that an appointment would take after a change, epoch milliseconds: as long as now, unless it is said. */
export function wantedTime(
  appointment: Appointment,
  draft: Pick<ChangeDraft, 'startsAt' | 'durationMinutes'>,
): { startsAt: number; endsAt: number } {
  const { startsAt, endsAt } = timeOf(appointment);
  const starts = Date.parse(draft.startsAt);
  const minutes = draft.durationMinutes;
  return {
    startsAt: starts,
    endsAt: starts + (minutes === undefined ? endsAt - startsAt : minutes * MINUTE),
  };
}

/** Whom and what an appointment would be with after a change: what the draft leaves out stays. */
export function partiesAfter(appointment: Appointment, draft: ChangeDraft) {
  const { serviceId = appointment.serviceId, locationId = appointment.locationId } = draft;
  return { clientId: appointment.clientId, staffId: appointment.staffId, serviceId, locationId };
}

/** An appointment after staff have done something with it, and what it does to the sheets of its clinician. */
export interface StaffOutcome {
  after: Appointment;
  sheets: DaySheet[];
}

/**
 * Decides another time, length, service or place for an appointment (product 3.4): same id, client and clinician.
 * Service and place stay as they are unless they are named, even if archived; the length stays too, whatever the
 * service's is. A move takes the reference for lateness and the flag of a late change away (product 1.6).
 * Refusals: `not-changeable`, `already-cancelled`, `validation`, `unchanged`, `taken`.
 */
export function decideStaffMove(about: {
  appointment: Appointment;
  draft: ChangeDraft;
  named: Pick<Named, 'client' | 'service' | 'location'>;
  practice: Pick<Practice, 'zone' | 'preferences'>;
  sheets: readonly DaySheet[];
  now: number;
}): Decision<StaffOutcome> {
  const { appointment, draft, named, practice, sheets, now } = about;
  const stands = decideStanding(appointment);
  if (!stands.allowed) return stands;
  const { serviceId, locationId } = partiesAfter(appointment, draft);
  const errors: FieldError[] = [];
  if (serviceId !== appointment.serviceId && !inUseOrNone(named.service))
    errors.push(unknown('/serviceId', 'service'));
  if (locationId !== appointment.locationId && !inUseOrNone(named.location))
    errors.push(unknown('/locationId', 'location'));
  if (errors.length > 0) return refuseFields(errors);

  const wanted = wantedTime(appointment, draft);
  const stays = locationId === appointment.locationId;
  const times = timed(wanted, stays ? appointment.zone : (named.location?.zone ?? practice.zone));
  const moves = times.startsAt !== appointment.startsAt;
  const takesOther = moves || times.endsAt !== appointment.endsAt;
  if (!takesOther && serviceId === appointment.serviceId && stays)
    return refuse('unchanged', 'That is how it is already. Choose something else.');
  if (takesOther && named.client?.deceased && wanted.endsAt > now)
    return refuseFields([deceased('/startsAt')]);

  const after: Appointment = {
    ...appointment,
    serviceId,
    locationId,
    ...times,
    ...(takesOther && gapsOf(practice)),
    ...(moves && { lateReference: null, lateChange: false }),
    version: appointment.version + 1,
  };
  if (!takesOther) return allow({ after, sheets: [] });
  const moved = move(sheets, timeOf(appointment), wantedBy(after), now, draft);
  return moved.allowed ? allow({ after, sheets: moved.value }) : moved;
}

/**
 * Decides that another clinician takes an appointment over at its time, with the gaps that it has (product 3.4).
 * `sheets` are the other's, `freed` those of the one who gives it up, as read. Refusals: `not-changeable`,
 * `already-cancelled`, `unchanged`, `validation`, `taken`.
 */
export function decideHandOver(about: {
  appointment: Appointment;
  staffId: string;
  named: Pick<Named, 'client' | 'clinician'>;
  sheets: readonly DaySheet[];
  freed: readonly DaySheet[];
  now: number;
  options: ClaimOptions;
}): Decision<StaffOutcome & { freed: DaySheet[] }> {
  const { appointment, staffId, named, now, options } = about;
  const stands = decideStanding(appointment);
  if (!stands.allowed) return stands;
  if (staffId === appointment.staffId)
    return refuse('unchanged', 'It is with this clinician already. Choose another.');
  if (!named.clinician || named.clinician.archived) return refuseFields([unknown('/staffId', 'clinician')]);
  const present = timeOf(appointment);
  if (named.client?.deceased && present.endsAt > now) return refuseFields([deceased('/staffId')]);
  const claimed = claim(about.sheets, wantedBy(appointment), now, options);
  if (!claimed.allowed) return claimed;
  const after = { ...appointment, staffId, version: appointment.version + 1 };
  return allow({ after, sheets: claimed.value, freed: release(about.freed, present, now) });
}

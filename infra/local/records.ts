import { randomBytes } from 'node:crypto';
import { createAppointment } from '../../shared/data/appointment.ts';
import { putStatus } from '../../shared/data/catalogue.ts';
import { type Change, commit } from '../../shared/data/change.ts';
import { newClient } from '../../shared/data/client.ts';
import { newPractice } from '../../shared/data/practice.ts';
import { getSheets } from '../../shared/data/sheet.ts';
import { decideAgain } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import { timeOf } from '../../shared/domain/appointment-change.ts';
import { defaultPreferences } from '../../shared/domain/availability.ts';
import type { Status } from '../../shared/domain/catalogue.ts';
import type { Access, Client } from '../../shared/domain/client.ts';
import { claim } from '../../shared/domain/day-sheet.ts';
import { granted } from '../../shared/domain/decision.ts';
import type { Practice } from '../../shared/domain/practice.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { defaultSettings } from '../../shared/domain/settings.ts';
import { freesTheTime } from '../../shared/domain/status-kind.ts';
import { localTimeOf } from '../../shared/domain/zone.ts';
import { systemChange } from '../../shared/runtime/listen.ts';
import { region } from './project.ts';

/** Records made through the data layer, for the seed and for tests: no route makes them yet. */

/** The change by which the seed makes records. */
export const seedChange = (now = Date.now()): Change => systemChange('seed', 'seed', now, Date.now);

/** The statuses of a practice, by kind. */
export type Statuses = Record<Status['kind'], Status>;

/** A practice with its own statuses; both switches are off, as for every new one, unless `parts` say other. */
export async function makePractice(
  given: Profile & { id: string; slug: string },
  statuses: Statuses,
  parts: { settings?: Partial<Practice['settings']>; preferences?: Partial<Practice['preferences']> } = {},
  change = seedChange(),
): Promise<Practice> {
  const settings = defaultSettings(statuses.cancelled.id, statuses['late-cancelled'].id);
  const practice: Practice = {
    ...given,
    homeRegion: region,
    frozen: false,
    sessionEpoch: 1,
    profileVersion: 1,
    settingsVersion: 1,
    preferencesVersion: 1,
    policyVersion: 1,
    settings: { ...settings, ...parts.settings },
    preferences: { ...defaultPreferences, ...parts.preferences },
    addressKey: randomBytes(32).toString('base64url'),
    createdAt: new Date(change.now).toISOString(),
  };
  const scope = { practiceId: practice.id };
  const writes = Object.values(statuses).map((status) => putStatus(scope, status, 'new'));
  await commit(scope, change, { writes: [...newPractice(practice), ...writes], happenings: [] });
  return practice;
}

/** A client with portal access `none` unless it is said, and the event of it. */
export async function makeClient(
  practice: Practice,
  client: Client,
  change = seedChange(),
  state: Access['state'] = 'none',
): Promise<Client> {
  const scope = { practiceId: practice.id };
  await commit(scope, change, {
    writes: newClient(scope, practice, client, state),
    happenings: [
      {
        type: 'client.created.v1',
        aggregate: { type: 'client', id: client.id },
        sequence: client.version,
        data: { clientId: client.id },
        clientId: client.id,
        test: client.test,
      },
    ],
  });
  return client;
}

/** What there is to say of a new appointment; the rest follows. */
export interface Booking extends Pick<Appointment, 'id' | 'clientId' | 'staffId' | 'startsAt' | 'zone'> {
  durationMinutes: number;
  status: Status;
  serviceId?: string | null;
  locationId?: string | null;
  paid?: boolean;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
}

/** An appointment that claims its time on the clinician's day sheets, unless it is over or gives it back. */
export async function makeAppointment(
  scope: Scope,
  booking: Booking,
  change = seedChange(),
): Promise<Appointment> {
  const { durationMinutes, status, ...given } = booking;
  const starts = Date.parse(given.startsAt);
  const appointment: Appointment = {
    serviceId: null,
    locationId: null,
    paid: false,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    ...given,
    startsAt: new Date(starts).toISOString(),
    endsAt: new Date(starts + durationMinutes * 60_000).toISOString(),
    localTime: localTimeOf(given.zone, starts),
    statusId: status.id,
    statusKind: status.kind,
    lateReference: null,
    lateChange: false,
    policyVersion: null,
    test: false,
    version: 1,
  };
  const wanted = { ...appointment, ...timeOf(appointment) };
  const claims = wanted.endsAt > change.now && !freesTheTime(status.kind);
  await decideAgain(async () => {
    const sheets = claims
      ? granted(claim(await getSheets(scope, booking.staffId, [wanted]), wanted, change.now))
      : [];
    await createAppointment(scope, change, { appointment, sheets, statuses: [status] });
  });
  return appointment;
}

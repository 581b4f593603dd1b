import * as z from 'zod';
import { type Appointment, instant, isStanding } from './appointment.ts';
import type { Client } from './client.ts';
import { appointmentId, staffId } from './id.ts';
import type { Practice } from './practice.ts';
import type { ClinicianPlan, OverlapPair, Shifted } from './zone-change.ts';

/** What a change of zone would do, for whoever decides it (product 1.1). */

/** How many of each sort are listed; all are counted. */
export const LISTED = 50;

const time = z.object({
  appointmentId,
  startsAt: instant,
  endsAt: instant,
  localTime: z.string(),
  zone: z.string(),
});

const overlap = z
  .object({
    staffId,
    first: time,
    second: time.nullable().meta({ description: 'Null: a time that is held for a request.' }),
  })
  .meta({ id: 'ZoneOverlap' });

const shifted = z.object({
  appointmentId,
  staffId,
  localTime: z.string(),
  becomes: z.string().meta({ description: 'The wall-clock time afterwards.' }),
  startsAt: instant,
});

const counted = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.int(), items: z.array(item).max(LISTED) });

export const zoneOverlaps = counted(overlap);
export type ZoneOverlaps = z.infer<typeof zoneOverlaps>;

export const zoneReport = z
  .object({
    from: z.string(),
    to: z.string(),
    moving: z
      .int()
      .meta({ description: 'Appointments to come that keep their wall clock and get another instant.' }),
    unmoved: z.int().meta({ description: 'Appointments to come that get the new zone at the same instant.' }),
    staying: z.int().meta({ description: 'Appointments to come at places with a zone of their own.' }),
    held: z.int().meta({ description: 'Times held for requests: they keep their instants.' }),
    overlaps: zoneOverlaps.meta({ description: 'Must be moved before the zone can change.' }),
    skipped: counted(shifted).meta({
      description: 'The new zone skips their time: they go to the first one after the gap.',
    }),
    repeated: counted(shifted).meta({
      description: 'The new zone has their time twice: they go to the first.',
    }),
    past: counted(shifted).meta({ description: 'They would have begun already.' }),
    clientsTold: z.int().meta({ description: 'Clients who get an e-mail with the invitation put right.' }),
  })
  .meta({ id: 'ZoneReport' });
export type ZoneReport = z.infer<typeof zoneReport>;

/** One clinician's part: what becomes of the appointments, and what would overlap. */
export interface ClinicianReport {
  staffId: string;
  plan: ClinicianPlan;
  pairs: readonly OverlapPair[];
  /** Times that are held for requests. */
  held: number;
}

const timeIn = ({ id, startsAt, endsAt, localTime, zone }: Appointment) => ({
  appointmentId: id,
  startsAt,
  endsAt,
  localTime,
  zone,
});

const shiftedIn = ({ before, after }: Shifted) => ({
  appointmentId: before.id,
  staffId: before.staffId,
  localTime: before.localTime,
  becomes: after.localTime,
  startsAt: after.startsAt,
});

const count = <T, U>(all: readonly T[], show: (one: T) => U) => ({
  count: all.length,
  items: all.slice(0, LISTED).map(show),
});

/** The overlaps of some clinicians, the first of them in full. */
export const overlapsIn = (clinicians: readonly Pick<ClinicianReport, 'staffId' | 'pairs'>[]): ZoneOverlaps =>
  count(
    clinicians.flatMap(({ staffId, pairs }) => pairs.map((pair) => ({ staffId, pair }))),
    ({ staffId, pair: [first, second] }) => ({
      staffId,
      first: timeIn(first),
      second: second && timeIn(second),
    }),
  );

const changesInstant = ({ before, after }: Shifted) => before.startsAt !== after.startsAt;

/** The clients of appointments that are moved in time and still stand. */
export const clientsMoved = (clinicians: readonly ClinicianReport[]): string[] => [
  ...new Set(
    clinicians
      .flatMap(({ plan }) => plan.moves)
      .filter((move) => changesInstant(move) && isStanding(move.after))
      .map(({ after }) => after.clientId),
  ),
];

/** Whether a client is told that an appointment keeps its time on the clock: as of any change, by e-mail alone. */
export const isToldOfZone = (client: Client, { settings }: Pick<Practice, 'settings'>): boolean =>
  settings.notices.appointmentChanged.email &&
  client.consent.email &&
  client.email !== null &&
  !client.deceased;

/** What a change would do, over all clinicians. `clientsTold` is for who can read clients to count. */
export function reportOf(
  zones: { from: string; to: string },
  clinicians: readonly ClinicianReport[],
  clientsTold: number,
  now: number,
): ZoneReport {
  const moves = clinicians.flatMap(({ plan }) => plan.moves);
  const moving = moves.filter(changesInstant);
  return {
    from: zones.from,
    to: zones.to,
    moving: moving.length,
    unmoved: moves.length - moving.length,
    staying: clinicians.reduce((sum, { plan }) => sum + plan.stays.length, 0),
    held: clinicians.reduce((sum, { held }) => sum + held, 0),
    overlaps: overlapsIn(clinicians),
    skipped: count(
      moves.filter(({ reading }) => reading === 'skipped'),
      shiftedIn,
    ),
    repeated: count(
      moves.filter(({ reading }) => reading === 'twice'),
      shiftedIn,
    ),
    past: count(
      moves.filter(({ after }) => Date.parse(after.startsAt) <= now),
      shiftedIn,
    ),
    clientsTold,
  };
}

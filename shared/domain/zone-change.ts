import { type Appointment, isStanding } from './appointment.ts';
import { timeOf } from './appointment-change.ts';
import type { Location } from './catalogue.ts';
import { type BusyTime, busyTimesOf, type DaySheet } from './day-sheet.ts';
import { firstInstantAt, instantsOf, localTimeOf, wallOf } from './zone.ts';

/**
 * What becomes of appointments when their practice changes its zone (product 1.1): each upcoming one keeps what the
 * clock on the wall reads and gets another instant. What has begun stays, and so does what is at a place with a zone
 * of its own.
 */

/** Who moves appointments into a new zone: their events say so, and what is told of them differs. */
export const ZONE_CHANGE_ACTOR = 'system:zone-change';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** No two zones are further apart than this, milliseconds: UTC-12 and UTC+14. */
export const FARTHEST = 26 * HOUR;

/** A change of zone, as its rules see it. */
export interface ZoneShift {
  from: string;
  to: string;
  /** Epoch milliseconds, a whole minute: what starts before it has begun, and stays. */
  cutoff: number;
  /** Places with a zone of their own: what is there stays. */
  ownZoned: ReadonlySet<string>;
}

/** The places whose appointments do not follow the practice's zone. */
export const ownZonedOf = (locations: readonly Pick<Location, 'id' | 'zone'>[]): Set<string> =>
  new Set(locations.flatMap(({ id, zone }) => (zone === null ? [] : [id])));

/** The first whole minute from an instant on: no appointment of that very minute is in doubt. */
export const cutoffAt = (instant: number): number => Math.ceil(instant / MINUTE) * MINUTE;

type Placed = Pick<Appointment, 'locationId' | 'zone' | 'startsAt' | 'localTime'>;

const follows = ({ locationId }: Placed, { ownZoned }: ZoneShift): boolean =>
  locationId === null || !ownZoned.has(locationId);

/**
 * Whether an appointment was still to come when the change began; one that has been moved already counts by the time
 * that it had, so the answer is the same before and after.
 */
export function wasAhead(appointment: Placed, shift: ZoneShift): boolean {
  if (Date.parse(appointment.startsAt) >= shift.cutoff) return true;
  if (appointment.zone !== shift.to || !follows(appointment, shift)) return false;
  const wall = wallOf(appointment.localTime);
  const before = instantsOf(shift.from, wall).at(-1) ?? firstInstantAt(shift.from, wall);
  return before * MINUTE >= shift.cutoff;
}

/** Whether an appointment that is still to come has yet to be moved. */
export const isToMove = (appointment: Placed, shift: ZoneShift): boolean =>
  appointment.zone === shift.from &&
  follows(appointment, shift) &&
  Date.parse(appointment.startsAt) >= shift.cutoff;

/**
 * What the new zone makes of a wall-clock time: it has it once; it skips it, so the first instant after the gap
 * counts; or it has it twice, so the first one counts.
 */
export type Reading = 'once' | 'skipped' | 'twice';

const readings = ['skipped', 'once', 'twice'] as const;

const readingOf = (zone: string, wall: number): Reading => readings[instantsOf(zone, wall).length]!;

/** The instant at which another zone's clocks read what those of the old one read at an instant. */
function carried(instant: number, wall: number, zone: string): number {
  const seconds = instant - Math.floor(instant / MINUTE) * MINUTE;
  return firstInstantAt(zone, wall) * MINUTE + seconds;
}

/**
 * An appointment in the new zone: same wall-clock time, same elapsed duration. What lateness is measured from keeps its
 * wall clock likewise (product 1.6).
 */
export function rezoned(
  appointment: Appointment,
  { from, to }: Pick<ZoneShift, 'from' | 'to'>,
): { after: Appointment; reading: Reading } {
  const { startsAt, endsAt } = timeOf(appointment);
  const wall = wallOf(appointment.localTime);
  const start = carried(startsAt, wall, to);
  const { lateReference } = appointment;
  const reference = lateReference === null ? null : Date.parse(lateReference);
  const iso = (instant: number) => new Date(instant).toISOString();
  return {
    reading: readingOf(to, wall),
    after: {
      ...appointment,
      zone: to,
      startsAt: iso(start),
      endsAt: iso(start + endsAt - startsAt),
      localTime: localTimeOf(to, start),
      lateReference:
        reference === null ? null : iso(carried(reference, wallOf(localTimeOf(from, reference)), to)),
      version: appointment.version + 1,
    },
  };
}

/** One appointment that moves. */
export interface Shifted {
  before: Appointment;
  after: Appointment;
  reading: Reading;
}

/** What becomes of one clinician's appointments. */
export interface ClinicianPlan {
  moves: Shifted[];
  /** Still to come, and as they are: at a place with an own zone, or moved already. */
  stays: Appointment[];
  /** Begun before the change. */
  begun: Appointment[];
}

/** Sorts one clinician's appointments into those that move and those that do not. */
export function planFor(appointments: readonly Appointment[], shift: ZoneShift): ClinicianPlan {
  const plan: ClinicianPlan = { moves: [], stays: [], begun: [] };
  for (const before of appointments) {
    if (isToMove(before, shift)) plan.moves.push({ before, ...rezoned(before, shift) });
    else (wasAhead(before, shift) ? plan.stays : plan.begun).push(before);
  }
  return plan;
}

/** A time of one clinician after the change, minutes, rounded outwards as on day sheets. */
interface Span {
  /** Null: a time that is held for a request. */
  appointment: Appointment | null;
  start: number;
  end: number;
  ahead: boolean;
}

/** Two times of one clinician that would overlap; the second is null where it is a held time. */
export type OverlapPair = [Appointment, Appointment | null];

/** Times that are held for requests: they keep their instants, as whoever asked was offered those. */
export const heldTimes = (sheets: readonly DaySheet[], now: number): BusyTime[] =>
  busyTimesOf(sheets).filter(({ until }) => until !== undefined && until > now);

/**
 * The times of one clinician that would overlap after the change (product 3.5). Gaps between appointments do not count,
 * as for staff; nor do overlaps of what has begun, which nobody can mend.
 */
export function overlapsOf(plan: ClinicianPlan, sheets: readonly DaySheet[], now: number): OverlapPair[] {
  const of = (all: readonly Appointment[], ahead: boolean): Span[] =>
    all.filter(isStanding).map((appointment) => ({ appointment, ahead, ...minutesOfTime(appointment) }));
  const spans = [
    ...of([...plan.moves.map(({ after }) => after), ...plan.stays], true),
    ...of(plan.begun, false),
    ...heldTimes(sheets, now).map(
      ({ start, end }): Span => ({ appointment: null, start, end, ahead: false }),
    ),
  ].sort((one, other) => one.start - other.start);
  const pairs: OverlapPair[] = [];
  let open: Span[] = [];
  for (const span of spans) {
    open = open.filter(({ end }) => end > span.start);
    for (const other of open) {
      const [first, second] = other.appointment ? [other, span] : [span, other];
      if (first.appointment && (first.ahead || second.ahead))
        pairs.push([first.appointment, second.appointment]);
    }
    open.push(span);
  }
  return pairs;
}

function minutesOfTime(appointment: Appointment): { start: number; end: number } {
  const { startsAt, endsAt } = timeOf(appointment);
  return { start: Math.floor(startsAt / MINUTE), end: Math.ceil(endsAt / MINUTE) };
}

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { timeOf } from '../domain/appointment-change.ts';
import type { MoveSituation } from '../domain/move.ts';
import { dateOf, dayOf } from '../domain/zone.ts';
import { getAvailability } from './availability.ts';
import { getReferred } from './catalogue.ts';
import { readFreeTime } from './free-time.ts';
import { getSheets } from './sheet.ts';

/** What was read of a move; the rest of the situation the request knows already. */
type Read = Pick<MoveSituation, 'clinician' | 'service' | 'location' | 'hours' | 'exceptions' | 'sheets'>;

/** Everything that lists the openings of a move over local dates, `to` exclusive: one trip, side by side. */
export async function readMoveRange(
  scope: Scope,
  appointment: Appointment,
  range: { from: string; to: string },
): Promise<Read> {
  const [referred, freeTime] = await Promise.all([
    getReferred(scope, appointment, []),
    readFreeTime(scope, appointment.staffId, range),
  ]);
  return { ...referred, ...freeTime };
}

/** Everything that decides a move to one start, strongly consistent: one trip, side by side. */
export async function readMoveTarget(
  scope: Scope,
  appointment: Appointment,
  startsAt: string,
): Promise<Read> {
  const present = timeOf(appointment);
  const start = Date.parse(startsAt);
  const wanted = { startsAt: start, endsAt: start + present.endsAt - present.startsAt };
  const [referred, availability, sheets] = await Promise.all([
    getReferred(scope, appointment, []),
    // The wall clock may be a date behind UTC, and the night before that may run into it.
    getAvailability(scope, appointment.staffId, dateOf(dayOf(startsAt.slice(0, 10)) - 2)),
    getSheets(scope, appointment.staffId, [present, wanted]),
  ]);
  return { ...referred, ...availability, sheets };
}

import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { timeOf } from '../domain/appointment-change.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import type { MoveSituation } from '../domain/move.ts';
import { dateOf, dayOf } from '../domain/zone.ts';
import { getAvailability } from './availability.ts';
import { getReferred } from './catalogue.ts';
import { getSheets, listSheets } from './sheet.ts';

/** What was read of a move; the rest of the situation the request knows already. */
type Read = Pick<MoveSituation, 'clinician' | 'service' | 'location' | 'hours' | 'exceptions' | 'sheets'>;

async function read(
  scope: Scope,
  appointment: Appointment,
  firstDate: string,
  sheets: Promise<DaySheet[]>,
): Promise<Read> {
  const [referred, availability, read] = await Promise.all([
    getReferred(scope, appointment, []),
    // The tail of the night before is part of the first date.
    getAvailability(scope, appointment.staffId, dateOf(dayOf(firstDate) - 1)),
    sheets,
  ]);
  return { ...referred, ...availability, sheets: read };
}

/** Everything that lists the openings of a move over local dates, `to` exclusive: one trip, side by side. */
export function readMoveRange(
  scope: Scope,
  appointment: Appointment,
  range: { from: string; to: string },
): Promise<Read> {
  // A local date lies within its UTC neighbours in every zone; an appointment may end on the next.
  const days = { first: dateOf(dayOf(range.from) - 1), last: dateOf(dayOf(range.to) + 1) };
  return read(scope, appointment, range.from, listSheets(scope, appointment.staffId, days));
}

/** Everything that decides a move to one start, strongly consistent: one trip, side by side. */
export function readMoveTarget(scope: Scope, appointment: Appointment, startsAt: string): Promise<Read> {
  const present = timeOf(appointment);
  const start = Date.parse(startsAt);
  const wanted = { startsAt: start, endsAt: start + present.endsAt - present.startsAt };
  const sheets = getSheets(scope, appointment.staffId, [present, wanted]);
  return read(scope, appointment, dateOf(dayOf(startsAt.slice(0, 10)) - 1), sheets);
}

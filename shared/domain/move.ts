import type { Appointment } from './appointment.ts';
import { movedAppointment, timeOf } from './appointment-change.ts';
import type { DateException, WeeklyHours } from './availability.ts';
import type { Location, Service, Staff } from './catalogue.ts';
import type { Access } from './client.ts';
import { busyTimesOf, type DaySheet, move } from './day-sheet.ts';
import { allow, type Decision } from './decision.ts';
import type { DateRange, OpeningsQuestion } from './opening.ts';
import { decideOpening, nearestOpenings } from './openings.ts';
import type { Practice } from './practice.ts';
import { type ChangeOutcome, decideChange } from './verdict.ts';

/** All that decides where an appointment may move to. */
export interface MoveSituation {
  practice: Practice;
  access: Access;
  appointment: Appointment;
  clinician: Staff;
  service: Service | null;
  location: Location | null;
  hours: WeeklyHours;
  exceptions: readonly DateException[];
  /** The sheets of the days that are looked at. */
  sheets: readonly DaySheet[];
  /** Epoch milliseconds. */
  now: number;
}

/** The question that lists and decides the openings of a move: one engine for both (product 3.2, 4.3). */
export function moveQuestion(situation: MoveSituation): OpeningsQuestion {
  const { practice, appointment, location, sheets, now } = situation;
  const present = timeOf(appointment);
  return {
    purpose: 'change',
    preferences: practice.preferences,
    durationMinutes: (present.endsAt - present.startsAt) / 60_000,
    busy: busyTimesOf(sheets),
    moving: { ...present, locationId: appointment.locationId },
    now,
    zone: practice.zone,
    // A move stays where it is, so no other place counts; an archived one has no openings.
    locations: location && !location.archived ? { [location.id]: location.zone } : {},
    weekly: situation.hours,
    exceptions: situation.exceptions,
  };
}

/**
 * Decides a client's move to `startsAt` (product 3.2): the verdict of the practice's rules, then whether it is
 * an opening, then the sheets; answers with everything that is to be written.
 */
export function decideMove(
  situation: MoveSituation,
  startsAt: string,
): Decision<{ after: Appointment; sheets: DaySheet[] }> {
  const change = decideChange(situation);
  return change.allowed ? moveTo(situation, startsAt, change.value) : change;
}

/** A move that may be made, to `startsAt`: whether that is an opening, then the sheets; `outcome` is written on it. */
export function moveTo(
  situation: MoveSituation,
  startsAt: string,
  outcome: ChangeOutcome,
): Decision<{ after: Appointment; sheets: DaySheet[] }> {
  const { appointment, practice, sheets, now } = situation;
  const opening = decideOpening(moveQuestion(situation), Date.parse(startsAt));
  if (!opening.allowed) return opening;
  const buffers = {
    bufferBeforeMinutes: practice.preferences.bufferBeforeMinutes,
    bufferAfterMinutes: practice.preferences.bufferAfterMinutes,
  };
  const after = movedAppointment(appointment, { startsAt, zone: opening.value.zone, ...buffers }, outcome);
  const wanted = { startsAt: opening.value.startsAt, endsAt: opening.value.endsAt, ...buffers };
  const moved = move(sheets, timeOf(appointment), wanted, now);
  return moved.allowed ? allow({ after, sheets: moved.value }) : moved;
}

/** The starts (ISO instants) of the three times of some dates that are closest to a refused one, in order of time. */
export const nearestMoves = (situation: MoveSituation, range: DateRange, startsAt: string): string[] =>
  nearestOpenings({ ...moveQuestion(situation), ...range }, Date.parse(startsAt), 3).map((opening) =>
    new Date(opening.startsAt).toISOString(),
  );

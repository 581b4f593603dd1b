import type { DateException, WeeklyHours } from './availability.ts';
import type { Location, Service, Staff } from './catalogue.ts';
import { busyTimesOf, type DaySheet } from './day-sheet.ts';
import { allow, type Decision, type Refusal, refuse } from './decision.ts';
import type { DateRange, Moving, Opening, OpeningsQuestion } from './opening.ts';
import { awaitsApproval, decideOpening, listOpenings } from './openings.ts';
import type { Practice } from './practice.ts';

/** A clinician who may be booked, with what decides when. */
export interface Candidate {
  clinician: Staff;
  hours: WeeklyHours;
  exceptions: readonly DateException[];
  /** The sheets of the days that are looked at. */
  sheets: readonly DaySheet[];
}

/** All that decides what can be booked of one service. */
export interface BookingSituation {
  practice: Pick<Practice, 'preferences' | 'zone'>;
  service: Pick<Service, 'id' | 'durationMinutes'>;
  /** The practice's locations; archived ones count for nothing. */
  locations: readonly Location[];
  /** Only there; null: without a place; left out: anywhere. */
  locationId?: string | null | undefined;
  candidates: readonly Candidate[];
  /** A pending request whose time is to be moved: its own hold does not count, its place stays. */
  moving?: Moving | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** A time that can be booked, with every clinician who is free then at that place. */
export interface BookableTime extends Opening {
  staffIds: string[];
}

/**
 * The clinicians who may be booked online for a service (product 1.10, 4.1, 4.2): in use, bookable online, with
 * the subscription for it, giving the service; the one asked for, if one is; of the assigned ones only, where the practice says so and `assigned`
 * is given (an existing client's).
 */
export function bookableClinicians(
  staff: readonly Staff[],
  wanted: {
    practice: Pick<Practice, 'preferences'>;
    serviceId: string;
    staffId?: string | undefined;
    assigned?: readonly string[] | undefined;
  },
): Staff[] {
  const { practice, serviceId, staffId, assigned } = wanted;
  const only = practice.preferences.clinicians === 'assigned' ? assigned : undefined;
  return staff.filter(
    (member) =>
      !member.archived &&
      member.bookableOnline &&
      member.selfScheduling !== false &&
      member.serviceIds.includes(serviceId) &&
      (staffId === undefined || member.id === staffId) &&
      (only === undefined || only.includes(member.id)),
  );
}

/** The question that lists and decides one clinician's openings: one engine for both (product 4.3). */
export function bookingQuestion(situation: BookingSituation, candidate: Candidate): OpeningsQuestion {
  const { practice, service, locations, locationId, moving, now } = situation;
  return {
    purpose: 'booking',
    preferences: practice.preferences,
    durationMinutes: service.durationMinutes,
    busy: busyTimesOf(candidate.sheets),
    moving,
    now,
    zone: practice.zone,
    locations: Object.fromEntries(
      locations.filter((location) => !location.archived).map(({ id, zone }) => [id, zone]),
    ),
    weekly: candidate.hours,
    exceptions: candidate.exceptions,
    locationId,
  };
}

/** None is last. */
const sortedPlace = (opening: Opening) => opening.locationId ?? '~';

const placeOf = (opening: Opening) => `${opening.startsAt} ${opening.locationId ?? ''}`;

/** What can be booked on some dates, by start, then place; each time once, with all who are free then. */
export function listBookable(situation: BookingSituation, range: DateRange): BookableTime[] {
  const times = new Map<string, BookableTime>();
  for (const candidate of situation.candidates)
    for (const opening of listOpenings({ ...bookingQuestion(situation, candidate), ...range })) {
      const known = times.get(placeOf(opening));
      if (known) known.staffIds.push(candidate.clinician.id);
      else times.set(placeOf(opening), { ...opening, staffIds: [candidate.clinician.id] });
    }
  const all = [...times.values()];
  return situation.candidates.length > 1
    ? all.sort(
        (one, other) => one.startsAt - other.startsAt || (sortedPlace(one) < sortedPlace(other) ? -1 : 1),
      )
    : all;
}

/** A time as it was asked for; a place of null is an appointment without one, left out: wherever it is free. */
export interface WantedTime {
  startsAt: number;
  locationId?: string | null | undefined;
}

/** What is to be booked: with whom, when, and whether somebody must approve it first. */
export interface Booked {
  clinician: Staff;
  opening: Opening;
  awaitsApproval: boolean;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** The sheets of the clinician that were read, for taking the time. */
  sheets: readonly DaySheet[];
}

const minutesTaken = ({ sheets }: Candidate): number =>
  busyTimesOf(sheets).reduce((sum, { start, end }) => sum + end - start, 0);

/** Those with the least taken on the days around come first, so that "anyone" spreads the work; then by id. */
const leastTakenFirst = (one: Candidate, other: Candidate): number =>
  minutesTaken(one) - minutesTaken(other) || (one.clinician.id < other.clinician.id ? -1 : 1);

/**
 * Decides who is booked at a wanted time (product 4.3): of the candidates who have it as an opening, the one
 * with the least taken around that day. Refuses with `not-bookable-online` where there is no candidate at all,
 * `unchanged`, `taken` (free for one of them but for another) or `not-an-opening`.
 */
export function decideBooking(situation: BookingSituation, wanted: WantedTime): Decision<Booked> {
  const { practice, now } = situation;
  if (situation.candidates.length === 0)
    return refuse('not-bookable-online', 'Nobody can be booked online for this. Please phone the practice.');
  const refusals: Refusal[] = [];
  for (const candidate of situation.candidates.toSorted(leastTakenFirst)) {
    const question = bookingQuestion(situation, candidate);
    if (wanted.locationId !== undefined) question.locationId = wanted.locationId;
    const decided = decideOpening(question, wanted.startsAt);
    if (decided.allowed)
      return allow({
        clinician: candidate.clinician,
        opening: decided.value,
        awaitsApproval: awaitsApproval(
          { purpose: 'booking', preferences: practice.preferences, now },
          wanted.startsAt,
        ),
        bufferBeforeMinutes: practice.preferences.bufferBeforeMinutes,
        bufferAfterMinutes: practice.preferences.bufferAfterMinutes,
        sheets: candidate.sheets,
      });
    refusals.push(decided.refusal);
  }
  return { allowed: false, refusal: refusals.find(({ code }) => code === 'taken') ?? refusals[0]! };
}

/** The starts (ISO instants) of the three times that are closest to a wanted one, in order of time. */
export function nearestBookable(situation: BookingSituation, range: DateRange, startsAt: number): string[] {
  const away = (time: Opening) => Math.abs(time.startsAt - startsAt);
  const starts = listBookable(situation, range).sort((one, other) => away(one) - away(other));
  const nearest = [...new Set(starts.map((time) => time.startsAt))]
    .slice(0, 3)
    .sort((one, other) => one - other);
  return nearest.map((start) => new Date(start).toISOString());
}

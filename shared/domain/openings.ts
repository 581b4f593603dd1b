import { allow, type Decision, type FieldError, type Refusal, refuse } from './decision.ts';
import type { DateRange, Opening, OpeningsQuestion } from './opening.ts';
import { durationOf, findOpenings } from './opening-search.ts';
import { dayOf, firstInstantOf } from './zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The most dates that one listing may ask for (product 4.3). */
export const MAX_LISTED_DAYS = 62;

/**
 * What can be booked on some dates (product 4.3), by start, then id of the location (none is last). The range must
 * have passed `rangeErrors`; `busy` must hold the sheets of the UTC days from the one before `from` to the one
 * after `to`.
 */
export const listOpenings = (question: OpeningsQuestion & DateRange): Opening[] =>
  findOpenings(question, ({ zone }) => [
    firstInstantOf(zone, question.from),
    firstInstantOf(zone, question.to),
  ]);

/** The opening that starts at `startsAt`, if there is one: found by the code that lists, so both always agree. */
export function openingAt(question: OpeningsQuestion, startsAt: number): Opening | undefined {
  const minute = startsAt / MINUTE;
  return Number.isInteger(minute) ? findOpenings(question, () => [minute, minute + 1])[0] : undefined;
}

/** The openings whose time lies within a span (epoch milliseconds) in part or whole, by start. */
export function openingsTouching(
  question: OpeningsQuestion,
  span: { startsAt: number; endsAt: number },
): Opening[] {
  const lasts = durationOf(question);
  const within = [Math.floor((span.startsAt - lasts) / MINUTE) + 1, Math.ceil(span.endsAt / MINUTE)] as const;
  return findOpenings(question, () => within);
}

/** Whether an opening starts at `startsAt`, epoch milliseconds. */
export const isOpening = (question: OpeningsQuestion, startsAt: number): boolean =>
  openingAt(question, startsAt) !== undefined;

/**
 * Decides whether `startsAt` (epoch milliseconds) can be booked or moved to. Refuses with `unchanged` (it is the
 * moved one's own start), `taken` (it would be free but for another), `not-an-opening` (product
 * 4.3).
 */
export function decideOpening(question: OpeningsQuestion, startsAt: number): Decision<Opening> {
  if (startsAt === question.moving?.startsAt)
    return refuse('unchanged', 'That is the time it has now. Choose another.');
  const opening = openingAt(question, startsAt);
  if (opening) return allow(opening);
  return isOpening({ ...question, busy: [] }, startsAt)
    ? refuse('taken', 'Someone has just taken that time. Choose another.')
    : refuse('not-an-opening', 'That time is not on offer. Choose one of those listed.');
}

/** Whether a no to a time comes with the free times near it. */
export const offersOthers = ({ code }: Refusal): boolean => code === 'taken' || code === 'not-an-opening';

/** The `count` openings of the range that start closest to `startsAt` (epoch milliseconds), in order of time. */
export function nearestOpenings(
  question: OpeningsQuestion & DateRange,
  startsAt: number,
  count: number,
): Opening[] {
  const away = (opening: Opening) => Math.abs(opening.startsAt - startsAt);
  return listOpenings(question)
    .sort((one, other) => away(one) - away(other))
    .slice(0, count)
    .sort((one, other) => one.startsAt - other.startsAt);
}

/**
 * Whether a booking of this start awaits a clinician's approval (product 4.2): where the practice wants it, and
 * whatever starts less than 24 hours from now. A change awaits nothing (product 4.3).
 */
export const awaitsApproval = (
  question: Pick<OpeningsQuestion, 'purpose' | 'preferences' | 'now'>,
  startsAt: number,
): boolean =>
  question.purpose === 'booking' &&
  (question.preferences.approval === 'required' || startsAt - question.now < DAY);

/** What is wrong with the dates of a listing: out of order, or too many. Pointers name query parameters. */
export function rangeErrors({ from, to }: DateRange): FieldError[] {
  const days = dayOf(to) - dayOf(from);
  if (days < 0) return [{ pointer: '?to', code: 'range', message: `to (${to}) is before from (${from}).` }];
  if (days <= MAX_LISTED_DAYS) return [];
  const message = `from and to are ${days} days apart. Ask for ${MAX_LISTED_DAYS} at most.`;
  return [{ pointer: '?to', code: 'range', message }];
}

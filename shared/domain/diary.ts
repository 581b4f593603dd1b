import type { Staff } from './catalogue.ts';
import { allow, type Decision, refuseFields } from './decision.ts';
import { rangeErrors } from './openings.ts';
import { dateOf, dayOf, firstInstantOf, localTimeOf } from './zone.ts';

const MINUTE = 60_000;

/** The dates of a diary that nobody asked for: a week from today. */
const weekDays = 7;

/** The most diaries that are looked at side by side; whoever has more staff names one. */
export const MAX_DIARIES = 100;

/** Whose diaries, and from which instant to which, ISO; `to` is not in it. */
export interface DiaryRange {
  staffIds: string[];
  range: { from: string; to: string };
}

/**
 * Decides what of the diary is shown (product 3.4): one clinician's, or those of all staff, archived ones too, as
 * their appointments are still there. Dates are local to the practice, `to` exclusive, each meaning its first
 * instant. Refusal: `validation` for a clinician whom the practice does not have, for too many, for dates out of
 * order or too far apart.
 */
export function decideDiary(
  asked: { staffId?: string | undefined; from?: string | undefined; to?: string | undefined },
  staff: readonly Pick<Staff, 'id'>[],
  zone: string,
  now: number,
): Decision<DiaryRange> {
  const wrong = (code: string, message: string) => refuseFields([{ pointer: '?staffId', code, message }]);
  const { staffId } = asked;
  if (staffId !== undefined && !staff.some(({ id }) => id === staffId))
    return wrong('clinician-unknown', 'The practice has no such clinician.');
  if (staffId === undefined && staff.length > MAX_DIARIES)
    return wrong('clinician-needed', `Say whose diary: the practice has more than ${MAX_DIARIES}.`);
  const from = asked.from ?? localTimeOf(zone, now).slice(0, 10);
  const to = asked.to ?? dateOf(dayOf(from) + weekDays);
  const errors = rangeErrors({ from, to });
  if (errors.length > 0) return refuseFields(errors);
  const first = (date: string) => new Date(firstInstantOf(zone, date) * MINUTE).toISOString();
  const staffIds = staffId === undefined ? staff.map(({ id }) => id) : [staffId];
  return allow({ staffIds, range: { from: first(from), to: first(to) } });
}

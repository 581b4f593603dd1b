import type { Act } from './act.ts';
import type { TakenTime } from './state.ts';
import type { World } from './world.ts';

/** Whether a time is free and on offer, thought out anew with none of the portal's rules. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A time that somebody wants of a clinician. */
export interface Wanted {
  staffId: string;
  start: number;
  end: number;
  /** Gaps, minutes. */
  before: number;
  after: number;
  /** The one that it would take the place of. */
  except?: string | undefined;
  ignoreGaps?: boolean;
}

export const isFree = (taken: readonly TakenTime[], wanted: Wanted): boolean =>
  taken
    .filter(({ id, staffId }) => id !== wanted.except && staffId === wanted.staffId)
    .every((other) => {
      const gapBefore = wanted.ignoreGaps ? 0 : Math.max(other.after, wanted.before) * MINUTE;
      const gapAfter = wanted.ignoreGaps ? 0 : Math.max(other.before, wanted.after) * MINUTE;
      return wanted.start >= other.end + gapBefore || wanted.end + gapAfter <= other.start;
    });

/** How long before its start a time can be had, milliseconds. */
export const noticeOf = ({ history }: World): number => (history.soon ? 2 : 24) * HOUR;

/** Everybody works day and night, so an opening is a half hour that is neither too soon nor past. */
export const isOffered = (world: World, start: number, now: number): boolean =>
  start % (30 * MINUTE) === 0 && start - now >= noticeOf(world);

/** `yes`, or the code of the no, of a time that clients ask for. */
export function online(
  world: World,
  { now }: Pick<Act, 'now'>,
  taken: readonly TakenTime[],
  wanted: readonly Wanted[],
): string {
  if (!isOffered(world, wanted[0]!.start, now)) return 'not-an-opening';
  return wanted.some((each) => isFree(taken, each)) ? 'yes' : 'taken';
}

/** Whether somebody has to approve what is asked for by the portal. */
export const isToBeApproved = ({ history }: World, start: number, now: number): boolean =>
  history.approval === 'required' || start - now < 24 * HOUR;

import { handler as check } from '../../functions/flow/zone-change-check/handler.ts';
import { handler as finish } from '../../functions/flow/zone-change-finish/handler.ts';
import { handler as freeze } from '../../functions/flow/zone-change-freeze/handler.ts';
import { handler as move } from '../../functions/flow/zone-change-move/handler.ts';
import { getSheetsFrom } from '../../shared/data/sheet.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import { type Appointment, isStanding } from '../../shared/domain/appointment.ts';
import { busyTimesOf } from '../../shared/domain/day-sheet.ts';

/** The steps of a change of zone, in this process, one after another as its state machine takes them. */

export type ZoneChangeInput = Record<'practiceId' | 'zoneChangeId', string>;

const context = { awsRequestId: 'test' };

export const frozenBy = (input: ZoneChangeInput) => freeze(input, context);
export const checkedBy = (input: ZoneChangeInput) => check(input, context);
export const finishedBy = (input: ZoneChangeInput) => finish(input, context);

/** Moves until a chunk says that all is done. */
export async function movedBy(input: ZoneChangeInput): Promise<void> {
  while (!(await move(input, context)).done);
}

/** The whole flow; false where it is refused once the practice is frozen. */
export async function changedBy(input: ZoneChangeInput): Promise<boolean> {
  await frozenBy(input);
  if (!(await checkedBy(input)).goesOn) return false;
  await movedBy(input);
  await finishedBy(input);
  return true;
}

const minutes = (instant: string) => Date.parse(instant) / 60_000;

/** When some appointments take their clinician's time, and when its day sheets say that it is taken: by start. */
export async function timesTaken(scope: Scope, staffId: string, appointments: readonly Appointment[]) {
  const sheets = await getSheetsFrom(scope, staffId, '2000-01-01');
  return {
    onSheets: busyTimesOf(sheets).map(({ start, end, before, after }) => [start, end, before, after]),
    ofAppointments: appointments
      .filter(isStanding)
      .map((one) => [
        minutes(one.startsAt),
        minutes(one.endsAt),
        one.bufferBeforeMinutes,
        one.bufferAfterMinutes,
      ])
      .toSorted(([one = 0], [other = 0]) => one - other),
  };
}

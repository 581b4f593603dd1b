import type { Act } from './act.ts';
import { isFree, isToBeApproved, online } from './free.ts';
import { predictedOfStranger } from './predicted-strangers.ts';
import { predictedOfWaiting } from './predicted-waiting.ts';
import { ignoresGaps, lengthOf } from './routes.ts';
import { isStanding, type State, type TakenTime, takenTimes } from './state.ts';
import { waitingBeside } from './strangers.ts';
import type { World } from './world.ts';

/**
 * What one step alone must come to, thought out anew in a page: with an overlap check of its own and none of the
 * portal's rules, so that both would have to be wrong in one way.
 */

const MINUTE = 60_000;
/** What the answer to a step must say if nobody else does anything meanwhile. */
export function predicted(world: World, state: State, act: Act): string {
  const { deed, request, appointment, now } = act;
  const start = Date.parse(act.startsAt);
  const taken = takenTimes(world, state, now);
  const [before, after] = world.history.gaps;
  const gaps = { before, after };
  const clinicianOf = act.asClinician ? world.staffIds[0] : undefined;
  const isAnothers = (staffId: string | null | undefined) =>
    clinicianOf !== undefined && clinicianOf !== staffId;

  if (deed === 'form' || deed === 'confirm') return predictedOfStranger(world, state, act, taken);
  if (deed === 'join' || act.entry || act.offer) return predictedOfWaiting(world, state, act, taken);

  if (deed === 'ask') {
    const staffIds = act.staffId ? [act.staffId] : world.staffIds;
    const end = start + 30 * MINUTE;
    const says = online(
      world,
      act,
      taken,
      staffIds.map((staffId) => ({ staffId, start, end, ...gaps })),
    );
    const isFull = waitingBeside(state, { clientId: act.clientId, applicant: null }, now) >= 3;
    return says === 'yes' && isToBeApproved(world, start, now) && isFull ? 'requests-open' : says;
  }

  if (request) {
    const waits = request.state === 'pending' && Date.parse(request.deadline) > now;
    if (deed === 'expire') return request.state !== 'pending' ? 'decided-before' : waits ? 'waits' : 'yes';
    if (act.clientId && act.clientId !== request.clientId) return 'not-found';
    if (isAnothers(request.staffId)) return 'forbidden';
    if (deed === 'undo') return undone(state, act, taken);
    if (!waits) return 'already-decided';
    if (deed !== 'move-request') return 'yes';
    if (start === Date.parse(request.startsAt)) return 'unchanged';
    const end = start + 30 * MINUTE;
    return online(world, act, taken, [{ staffId: request.staffId, start, end, ...gaps, except: request.id }]);
  }

  const ignoreGaps = ignoresGaps(act);
  const staffId = act.staffId!;
  if (deed === 'create') {
    if (isAnothers(staffId)) return 'forbidden';
    const end = start + lengthOf(act) * MINUTE;
    return isFree(taken, { staffId, start, end, ...gaps, ignoreGaps }) ? 'yes' : 'taken';
  }

  const it = appointment!;
  const [begins, ends] = [Date.parse(it.startsAt), Date.parse(it.endsAt)];
  const own = { before: it.bufferBeforeMinutes, after: it.bufferAfterMinutes };
  const end = start + ends - begins;
  if (act.clientId) {
    if (act.clientId !== it.clientId || it.deletedAt) return 'not-found';
    if (!isStanding(it)) return 'already-cancelled';
    if (now >= begins) return 'begun';
    if (deed === 'cancel') return 'yes';
    if (start === begins) return 'unchanged';
    return online(world, act, taken, [{ staffId: it.staffId, start, end, ...gaps, except: it.id }]);
  }
  if (deed === 'hand-over' ? clinicianOf !== undefined : isAnothers(it.staffId)) return 'forbidden';
  const wanted = { staffId: it.staffId, start: begins, end: ends, ...own, ignoreGaps };
  if (deed === 'restore') return isStanding(it) ? 'not-changeable' : isFree(taken, wanted) ? 'yes' : 'taken';
  if (it.deletedAt) return 'not-changeable';
  if (deed === 'delete') return 'yes';
  if (!isStanding(it)) return 'already-cancelled';
  if (deed === 'call-off') return 'yes';
  if (deed === 'hand-over') return isFree(taken, { ...wanted, staffId }) ? 'yes' : 'taken';
  if (start === begins) return 'unchanged';
  const moved = { staffId: it.staffId, start, end, ...gaps, except: it.id, ignoreGaps };
  return isFree(taken, moved) ? 'yes' : 'taken';
}

function undone(state: State, act: Act, taken: readonly TakenTime[]): string {
  const request = act.request!;
  const [start, end] = [Date.parse(request.startsAt), Date.parse(request.endsAt)];
  if (request.state !== 'approved' && request.state !== 'declined') return 'not-undoable';
  if (start <= act.now) return 'not-undoable';
  const gaps = { before: request.bufferBeforeMinutes, after: request.bufferAfterMinutes };
  if (request.state === 'declined') {
    if (!isFree(taken, { staffId: request.staffId, start, end, ...gaps })) return 'taken';
  } else if (state.appointments.find(({ id }) => id === request.appointmentId)?.version !== 1)
    return 'not-undoable';
  const allowed = request.clientId === null ? 1 : 3;
  return waitingBeside(state, request, act.now) >= allowed ? 'requests-open' : 'yes';
}

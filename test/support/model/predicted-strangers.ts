import type { Act } from './act.ts';
import { isToBeApproved, online } from './free.ts';
import type { State, TakenTime } from './state.ts';
import { clientMadeOf, waitingBeside } from './strangers.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

/** What a form, or the button of its e-mail, must come to alone. */
export function predictedOfStranger(
  world: World,
  state: State,
  act: Act,
  taken: readonly TakenTime[],
): string {
  const [before, after] = world.history.gaps;
  const start = Date.parse(act.startsAt);
  const askedOf = (staffIds: readonly string[]) =>
    online(
      world,
      act,
      taken,
      staffIds.map((staffId) => ({ staffId, start, end: start + 30 * MINUTE, before, after })),
    );
  if (act.deed === 'form') return askedOf(act.staffId ? [act.staffId] : world.staffIds);

  const request = act.request!;
  if (act.now >= world.links.get(request.id)!.until) return 'link-ended';
  if (request.state !== 'unconfirmed') return 'yes';
  const says = askedOf(request.anyone ? world.staffIds : [request.staffId]);
  const clientId = clientMadeOf(state, request) ?? null;
  const waiting = waitingBeside(state, { ...request, clientId }, act.now);
  const isFull = isToBeApproved(world, start, act.now) && waiting >= (clientId === null ? 1 : 3);
  return says === 'yes' && isFull ? 'requests-open' : says;
}

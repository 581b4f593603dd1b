import { newId } from '../../../shared/data/change.ts';
import { settledAfter } from '../../../shared/data/feed.ts';
import { beginReplay, newReplay } from '../../../shared/data/replay.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideReplay, replayViewOf } from '../../../shared/domain/replay.ts';
import { api } from '../../../shared/runtime/api.ts';
import { startReplay } from './contract.ts';

/** A manager has events of the past put on the bus again, for a system that missed them (product 8.1). */
export const handler = api(startReplay, async ({ actor, body, change, now }) => {
  const range = granted(decideReplay(body, now - settledAfter));
  const replay = newReplay({ ...range, id: newId('replay', change.clock()), types: body.types ?? null, now });
  const answer = replayViewOf(replay);
  await beginReplay(actor, change, replay, answer);
  return answer;
});

import { getReplay } from '../../../shared/data/replay.ts';
import { found } from '../../../shared/domain/decision.ts';
import { replayViewOf } from '../../../shared/domain/replay.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readReplay } from './contract.ts';

/** Staff watch a replay (product 8.1). */
export const handler = api(readReplay, async ({ actor, params }) =>
  replayViewOf(found(await getReplay(actor, params.replayId))),
);

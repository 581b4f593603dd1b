import { type roundBeginnings, roundBegunBy } from '../../../shared/domain/request-round.ts';
import { startRequest } from '../../../shared/gateway/flow.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { beginRequestRound } from './contract.ts';

/** Starts the flow of a request, once a round (product 5.5). */
export const handler = onEvent(beginRequestRound, async ({ type, metadata, data, now }) => {
  const begun = roundBegunBy({ type: type as (typeof roundBeginnings)[number], metadata, data }, now);
  if (!begun) return { round: null };
  await startRequest(begun);
  return { round: begun.round };
});

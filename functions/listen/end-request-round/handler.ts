import { getParked } from '../../../shared/data/request-round.ts';
import { roundEndedBy, type roundEndings } from '../../../shared/domain/request-round.ts';
import { resumeRequest } from '../../../shared/gateway/flow.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { endRequestRound } from './contract.ts';

/**
 * Lets the flow of a round go on once the round is over (product 5.5). One that is not waiting yet finds out by
 * itself.
 */
export const handler = onEvent(endRequestRound, async ({ type, metadata, data, now }) => {
  const scope = { practiceId: metadata.practiceId };
  const ended = roundEndedBy({ type: type as (typeof roundEndings)[number], data });
  const token = await getParked(scope, ended, now);
  const waited = token !== undefined && (await resumeRequest(token, { ...scope, ...ended }));
  return { round: ended.round, outcome: ended.outcome, waited };
});

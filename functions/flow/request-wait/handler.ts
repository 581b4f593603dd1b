import { getRequest } from '../../../shared/data/request.ts';
import { parkRound } from '../../../shared/data/request-round.ts';
import { found } from '../../../shared/domain/decision.ts';
import { outcomeOf } from '../../../shared/domain/request-round.ts';
import { resumeRequest } from '../../../shared/gateway/flow.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { requestWait } from './contract.ts';

/**
 * The flow waits for the decision (product 5.5). The token is kept first and the request read after it, so whoever
 * decides either finds the token or is found here: no decision is missed, in whatever order events come.
 */
export const handler = step(requestWait, async ({ token, ...it }) => {
  await parkRound(it, it, token);
  const outcome = outcomeOf(found(await getRequest(it, it.requestId)), it.round);
  if (outcome) await resumeRequest(token, { ...it, outcome });
  return { waits: outcome === null };
});

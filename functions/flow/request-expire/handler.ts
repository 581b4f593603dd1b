import type * as z from 'zod';
import { getRequest } from '../../../shared/data/request.ts';
import { found } from '../../../shared/domain/decision.ts';
import { outcomeOf, secondsUntil } from '../../../shared/domain/request-round.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { expireRequest } from '../../../shared/runtime/request-expiry.ts';
import { requestExpire } from './contract.ts';

/**
 * The wait has lasted until the deadline: the flow does what the sweep does, and whichever comes first has done it
 * (product 5.4). What it answers is what is written then, of this round.
 */
export const handler = step(requestExpire, async (it, change) => {
  const expiry = await expireRequest(it, it.requestId, change);
  const outcome: z.infer<typeof requestExpire.output>['outcome'] =
    expiry === 'paused'
      ? expiry
      : (outcomeOf(found(await getRequest(it, it.requestId)), it.round) ?? 'waits');
  return { ...it, outcome, waitSeconds: secondsUntil(it.deadline, change.clock()) };
});

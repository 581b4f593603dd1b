import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { requestRound, roundOutcome } from '../../../shared/domain/request-round.ts';

export const requestExpire = task({
  name: 'request-expire',
  flow: 'request',
  summary: 'Closes a request that nobody decided in time, unless somebody has, or its practice is paused.',
  input: requestRound,
  output: z.object({
    ...requestRound.shape,
    outcome: z.enum([...roundOutcome.options, 'waits', 'paused']).meta({
      description:
        '`waits`: its time is not up yet; `paused`: the practice’s writes are, so it is to be tried again.',
    }),
  }),
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write'],
});

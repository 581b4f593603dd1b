import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { requestRound } from '../../../shared/domain/request-round.ts';

export const requestWait = task({
  name: 'request-wait',
  flow: 'request',
  summary: 'Keeps the token by which a round of a request goes on, unless the round is over already.',
  input: z.object({ ...requestRound.shape, token: z.string().min(1) }),
  output: z.object({ waits: z.boolean() }),
  timeoutSeconds: 15,
  needs: ['table:read', 'table:write', 'requests:resume'],
});

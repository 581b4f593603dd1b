import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { requestId } from '../../../shared/domain/id.ts';
import { requestView } from '../../../shared/domain/request-view.ts';

export const withdrawRequest = route({
  name: 'withdraw-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/me/requests/{requestId}/withdrawal',
  summary: 'Gives a request up that waits; its time is free.',
  caller: aClient,
  params: z.object({ requestId }),
  result: requestView,
  refusals: ['already-decided', 'not-found'],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});

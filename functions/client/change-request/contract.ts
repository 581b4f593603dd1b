import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { requestId } from '../../../shared/domain/id.ts';
import { requestView } from '../../../shared/domain/request-view.ts';

export const changeRequest = route({
  name: 'change-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/me/requests/{requestId}/change',
  summary: 'Moves a request that waits to another time of the same clinician, service and place.',
  caller: aClient,
  params: z.object({ requestId }),
  body: z.strictObject({ startsAt: instant }),
  result: requestView,
  refusals: ['already-decided', 'unchanged', 'not-bookable-online', 'not-an-opening', 'taken', 'not-found'],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { locationId, serviceId, staffId } from '../../../shared/domain/id.ts';
import { requestView } from '../../../shared/domain/request-view.ts';

export const createRequest = route({
  name: 'create-request',
  area: 'requests',
  method: 'POST',
  path: '/v1/me/requests',
  summary: 'Asks for a time, which is held until it is decided; or books it, where nobody has to approve.',
  caller: aClient,
  body: z.strictObject({
    serviceId,
    startsAt: instant,
    staffId: staffId.optional().meta({ description: 'With whom; anyone who is free if left out.' }),
    locationId: locationId
      .nullable()
      .optional()
      .meta({ description: 'Where; wherever it is free if left out.' }),
  }),
  result: requestView,
  status: 201,
  refusals: [
    'booking-off',
    'feature-off',
    'not-bookable-online',
    'not-an-opening',
    'taken',
    'requests-open',
    'not-found',
  ],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});

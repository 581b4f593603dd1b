import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { confirmationView } from '../../../shared/domain/confirmation.ts';

export const confirmRequest = route({
  name: 'confirm-request',
  area: 'portal',
  method: 'POST',
  path: '/v1/registrations/confirmations',
  summary:
    'Proves the e-mail address of a request: its time is held from now on, or booked. Pressing again answers the same.',
  caller: anyone,
  body: z.strictObject({
    token: z.string().min(1).max(400),
    startsAt: instant
      .optional()
      .meta({ description: 'Another time instead, where the one of the e-mail has gone.' }),
  }),
  result: confirmationView,
  refusals: [
    'not-found',
    'link-ended',
    'booking-off',
    'feature-off',
    'new-clients-off',
    'not-bookable-online',
    'not-an-opening',
    'taken',
    'requests-open',
  ],
  needs: ['table:read', 'table:write'],
});

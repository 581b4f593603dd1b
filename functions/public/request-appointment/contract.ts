import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { writtenApplicant } from '../../../shared/domain/applicant.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { locationId, serviceId, staffId } from '../../../shared/domain/id.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

export const requestAppointment = route({
  name: 'request-appointment',
  area: 'portal',
  method: 'POST',
  path: '/v1/portals/{slug}/requests',
  summary:
    'Somebody who has not signed in asks for a time; nothing is held until they press Confirm in the e-mail.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  body: z.strictObject({
    serviceId,
    startsAt: instant,
    staffId: staffId.optional().meta({ description: 'With whom; anyone who is free if left out.' }),
    locationId: locationId
      .nullable()
      .optional()
      .meta({ description: 'Where; wherever it is free if left out.' }),
    ...writtenApplicant.shape,
  }),
  result: z.object({
    confirmBy: instant.meta({ description: 'Until when the button of the e-mail works.' }),
  }),
  status: 202,
  idempotent: true,
  refusals: [
    'not-found',
    'booking-off',
    'feature-off',
    'new-clients-off',
    'not-bookable-online',
    'not-an-opening',
    'taken',
  ],
  needs: ['table:read', 'table:write'],
});

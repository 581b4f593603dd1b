import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { bookableServiceView } from '../../../shared/domain/booking-view.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

export const listPortalServices = route({
  name: 'list-portal-services',
  area: 'portal',
  method: 'GET',
  path: '/v1/portals/{slug}/services',
  summary: 'What can be asked for without signing in, and with whom.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  result: z.object({ items: z.array(bookableServiceView), next: z.null() }),
  refusals: ['not-found', 'booking-off', 'feature-off', 'new-clients-off'],
  needs: ['table:read'],
});

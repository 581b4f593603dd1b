import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { bookableTimes, openingsQuery } from '../../../shared/domain/booking-view.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

export const listPortalOpenings = route({
  name: 'list-portal-openings',
  area: 'portal',
  method: 'GET',
  path: '/v1/portals/{slug}/openings',
  summary: 'The times that can be asked for without signing in.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  query: z.strictObject(openingsQuery),
  result: bookableTimes,
  refusals: ['not-found', 'booking-off', 'feature-off', 'new-clients-off'],
  needs: ['table:read'],
});

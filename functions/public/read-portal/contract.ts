import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { portalView } from '../../../shared/domain/practice-view.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

export const readPortal = route({
  name: 'read-portal',
  area: 'portal',
  method: 'GET',
  path: '/v1/portals/{slug}',
  summary:
    'The practice behind a web address: name, phone, zone and what is on. An old address leads to the new one.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  result: portalView,
  refusals: ['not-found'],
  needs: ['table:read'],
});

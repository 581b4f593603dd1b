import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { locationId, practiceId } from '../../../shared/domain/id.ts';

export const archiveLocation = route({
  name: 'archive-location',
  area: 'catalogue',
  method: 'DELETE',
  path: '/v1/practices/{practiceId}/locations/{locationId}',
  summary: 'Archives a place: no times are offered there, and appointments keep it.',
  caller: managers,
  params: z.object({ practiceId, locationId }),
  result: z.undefined(),
  status: 204,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

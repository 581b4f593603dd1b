import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { location } from '../../../shared/domain/catalogue.ts';
import { locationId, practiceId } from '../../../shared/domain/id.ts';

export const updateLocation = route({
  name: 'update-location',
  area: 'catalogue',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/locations/{locationId}',
  summary: 'Renames a place, or gives it another address.',
  caller: managers,
  params: z.object({ practiceId, locationId }),
  body: z.strictObject({
    name: location.shape.name.optional(),
    address: location.shape.address.optional(),
  }),
  result: location,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

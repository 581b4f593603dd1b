import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { location } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';

export const createLocation = route({
  name: 'create-location',
  area: 'catalogue',
  method: 'POST',
  path: '/v1/practices/{practiceId}/locations',
  summary: 'Adds a place at which the practice sees clients.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({
    name: location.shape.name,
    address: location.shape.address.default(null),
    zone: location.shape.zone.default(null),
  }),
  result: location,
  status: 201,
  idempotent: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

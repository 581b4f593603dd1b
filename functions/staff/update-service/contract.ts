import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { service } from '../../../shared/domain/catalogue.ts';
import { practiceId, serviceId } from '../../../shared/domain/id.ts';

export const updateService = route({
  name: 'update-service',
  area: 'catalogue',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/services/{serviceId}',
  summary:
    'Renames a service, or gives it windows and modes of its own; what an override leaves out is the practice’s.',
  caller: managers,
  params: z.object({ practiceId, serviceId }),
  body: z.strictObject({
    name: service.shape.name.optional(),
    overrides: service.shape.overrides.optional().meta({ description: 'Replaces all four.' }),
  }),
  result: service,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

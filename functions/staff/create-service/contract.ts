import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { service } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';

export const createService = route({
  name: 'create-service',
  area: 'catalogue',
  method: 'POST',
  path: '/v1/practices/{practiceId}/services',
  summary: 'Adds a service that the practice gives.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({
    name: service.shape.name,
    durationMinutes: service.shape.durationMinutes,
    overrides: service.shape.overrides.default({}),
  }),
  result: service,
  status: 201,
  idempotent: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { staff } from '../../../shared/domain/catalogue.ts';
import { practiceId, serviceId, staffId } from '../../../shared/domain/id.ts';

export const updateStaff = route({
  name: 'update-staff',
  area: 'catalogue',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/staff/{staffId}',
  summary: 'Says whether times of a clinician are offered online, and which services they give.',
  caller: managers,
  params: z.object({ practiceId, staffId }),
  body: z.strictObject({
    bookableOnline: z.boolean().optional(),
    serviceIds: z.array(serviceId).max(200).optional(),
  }),
  result: staff,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

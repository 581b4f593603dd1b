import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { weeklyHours } from '../../../shared/domain/availability.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const readHours = route({
  name: 'read-hours',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/staff/{staffId}/hours',
  summary: "A clinician's weekly working hours.",
  caller: anyStaff,
  params: z.object({ practiceId, staffId }),
  result: z.object({
    hours: weeklyHours,
    version: z.int().meta({ description: '0: none were ever set.' }),
  }),
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

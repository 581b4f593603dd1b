import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { weeklyHours } from '../../../shared/domain/availability.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const replaceHours = route({
  name: 'replace-hours',
  area: 'catalogue',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/staff/{staffId}/hours',
  summary:
    "Replaces a clinician's weekly working hours. Admins and managers may, and clinicians for themselves.",
  caller: anyStaff,
  params: z.object({ practiceId, staffId }),
  body: z.strictObject({ hours: weeklyHours }),
  result: z.object({
    hours: weeklyHours,
    version: z.int().meta({ description: '0: none were ever set.' }),
  }),
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

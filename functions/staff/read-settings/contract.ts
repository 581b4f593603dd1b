import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { settings } from '../../../shared/domain/settings.ts';

export const readSettings = route({
  name: 'read-settings',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/settings',
  summary: 'Everything about appointments that the practice decides, as one versioned document.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  result: z.object({
    settings,
    version: z.int(),
    policyVersion: z.int().meta({ description: 'Of the policy text that clients accept.' }),
  }),
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { settings } from '../../../shared/domain/settings.ts';

export const replaceSettings = route({
  name: 'replace-settings',
  area: 'practice',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/settings',
  summary: 'Replaces the settings document over the version that was read.',
  caller: managers,
  params: z.object({ practiceId }),
  body: settings,
  result: z.object({
    settings,
    version: z.int(),
    policyVersion: z.int().meta({ description: 'Of the policy text that clients accept.' }),
  }),
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

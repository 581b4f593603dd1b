import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { zoneChangeStep } from '../../../shared/domain/zone-change-job.ts';

export const zoneChangeMove = task({
  name: 'zone-change-move',
  flow: 'zone-change',
  summary: 'Moves some appointments of a frozen practice into its new zone, clinician by clinician.',
  input: zoneChangeStep,
  output: z.object({
    ...zoneChangeStep.shape,
    done: z.boolean().meta({ description: 'False: there is more, call again.' }),
  }),
  timeoutSeconds: 180,
  needs: ['table:read', 'table:write'],
});

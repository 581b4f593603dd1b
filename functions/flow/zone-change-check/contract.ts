import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { zoneChangeStep } from '../../../shared/domain/zone-change-job.ts';

export const zoneChangeCheck = task({
  name: 'zone-change-check',
  flow: 'zone-change',
  summary: 'Looks for overlaps that a change of zone would make, now that nothing is written any more.',
  input: zoneChangeStep,
  output: z.object({
    ...zoneChangeStep.shape,
    goesOn: z.boolean().meta({ description: 'False: it is refused, and writes may go on.' }),
  }),
  timeoutSeconds: 180,
  needs: ['table:read', 'table:write'],
});

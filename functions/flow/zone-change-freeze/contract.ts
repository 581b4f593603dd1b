import { task } from '../../../shared/contract.ts';
import { zoneChangeStep } from '../../../shared/domain/zone-change-job.ts';

export const zoneChangeFreeze = task({
  name: 'zone-change-freeze',
  flow: 'zone-change',
  summary: 'Ends all writes of a practice whose zone changes.',
  input: zoneChangeStep,
  output: zoneChangeStep,
  timeoutSeconds: 15,
  needs: ['table:read', 'table:write'],
});

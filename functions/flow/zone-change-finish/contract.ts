import { task } from '../../../shared/contract.ts';
import { zoneChangeStep } from '../../../shared/domain/zone-change-job.ts';

export const zoneChangeFinish = task({
  name: 'zone-change-finish',
  flow: 'zone-change',
  summary: 'Gives a practice its new zone once all its appointments have it, and lets writes go on.',
  input: zoneChangeStep,
  output: zoneChangeStep,
  timeoutSeconds: 15,
  needs: ['table:read', 'table:write'],
});

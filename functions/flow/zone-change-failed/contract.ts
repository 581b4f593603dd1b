import { task } from '../../../shared/contract.ts';
import { zoneChangeStep } from '../../../shared/domain/zone-change-job.ts';

export const zoneChangeFailed = task({
  name: 'zone-change-failed',
  flow: 'zone-change',
  summary: 'Records that a change of zone stopped: undone if nothing had moved, else to be resumed.',
  input: zoneChangeStep,
  output: zoneChangeStep,
  timeoutSeconds: 15,
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, zoneChangeId } from '../../../shared/domain/id.ts';
import { zoneChangeView } from '../../../shared/domain/zone-change-job.ts';

export const resumeZoneChange = route({
  name: 'resume-zone-change',
  area: 'zone',
  method: 'POST',
  path: '/v1/practices/{practiceId}/zone-changes/{zoneChangeId}/resumption',
  summary: 'Goes on with a change of the time zone that stopped.',
  caller: managers,
  params: z.object({ practiceId, zoneChangeId }),
  result: zoneChangeView,
  status: 202,
  idempotent: true,
  whileFrozen: true,
  refusals: ['zone-change-running', 'zone-change-over'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, zoneChangeId } from '../../../shared/domain/id.ts';
import { zoneChangeView } from '../../../shared/domain/zone-change-job.ts';

export const readZoneChange = route({
  name: 'read-zone-change',
  area: 'zone',
  method: 'GET',
  path: '/v1/practices/{practiceId}/zone-changes/{zoneChangeId}',
  summary: 'How far a change of the time zone has come.',
  caller: managers,
  params: z.object({ practiceId, zoneChangeId }),
  result: zoneChangeView,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

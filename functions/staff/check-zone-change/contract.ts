import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { zoneReport } from '../../../shared/domain/zone-change-report.ts';
import { zone } from '../../../shared/domain/zone-name.ts';

export const checkZoneChange = route({
  name: 'check-zone-change',
  area: 'zone',
  method: 'POST',
  path: '/v1/practices/{practiceId}/zone-changes/check',
  summary: 'What another time zone would do to the appointments to come; nothing is changed.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({ zone }),
  result: zoneReport,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

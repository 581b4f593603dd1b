import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { zoneChangeView } from '../../../shared/domain/zone-change-job.ts';
import { zone } from '../../../shared/domain/zone-name.ts';

export const startZoneChange = route({
  name: 'start-zone-change',
  area: 'zone',
  method: 'POST',
  path: '/v1/practices/{practiceId}/zone-changes',
  summary:
    'Starts to change the time zone: appointments keep their wall-clock times, and nothing can be written while it runs.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({ zone }),
  result: zoneChangeView,
  status: 202,
  idempotent: true,
  versioned: true,
  refusals: ['zone-change-running', 'zone-overlaps'],
  needs: ['table:read', 'table:write'],
});

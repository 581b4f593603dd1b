import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { exceptionWindows } from '../../../shared/domain/availability.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const replaceException = route({
  name: 'replace-exception',
  area: 'catalogue',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/staff/{staffId}/exceptions/{date}',
  summary:
    'Sets other hours for one date, none for a day off, or null for the weekly ones again. Admins and managers may, and clinicians for themselves.',
  caller: anyStaff,
  params: z.object({ practiceId, staffId, date: z.iso.date() }),
  body: z.strictObject({ windows: exceptionWindows.nullable() }),
  result: z.object({
    date: z.iso.date(),
    windows: exceptionWindows.nullable().meta({ description: 'Null: the weekly hours apply.' }),
    version: z.int().meta({ description: '0: nothing was ever set for this date.' }),
  }),
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

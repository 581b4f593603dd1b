import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { exceptionWindows } from '../../../shared/domain/availability.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const readException = route({
  name: 'read-exception',
  area: 'catalogue',
  method: 'GET',
  path: '/v1/practices/{practiceId}/staff/{staffId}/exceptions/{date}',
  summary: "What a clinician's hours are on one date, where they differ from the weekly ones.",
  caller: anyStaff,
  params: z.object({ practiceId, staffId, date: z.iso.date() }),
  result: z.object({
    date: z.iso.date(),
    windows: exceptionWindows.nullable().meta({ description: 'Null: the weekly hours apply.' }),
    version: z.int().meta({ description: '0: nothing was ever set for this date.' }),
  }),
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

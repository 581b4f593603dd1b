import * as z from 'zod';
import { route } from '../../../shared/contract.ts';
import { staffNotices } from '../../../shared/domain/catalogue.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const replaceNotices = route({
  name: 'replace-notices',
  area: 'catalogue',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/staff/{staffId}/notices',
  summary: 'Which changes by clients a member of staff hears of by e-mail: of own appointments, of all.',
  caller: { kind: 'staff', roles: ['admin'] },
  params: z.object({ practiceId, staffId }),
  body: staffNotices,
  result: z.object({
    ...staffNotices.shape,
    version: z.int().meta({ description: 'Of the member of staff.' }),
  }),
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

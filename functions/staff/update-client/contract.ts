import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { clientRecord } from '../../../shared/domain/client-record.ts';
import { clientId, practiceId } from '../../../shared/domain/id.ts';

export const updateClient = route({
  name: 'update-client',
  area: 'practice',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}/clients/{clientId}',
  summary:
    'Assigns a client to clinicians: whom they may book, where the practice lets clients book only those.',
  caller: managers,
  params: z.object({ practiceId, clientId }),
  body: z.strictObject({
    clinicianIds: clientRecord.shape.clinicianIds.meta({ description: 'Replaces all.' }),
  }),
  result: clientRecord,
  versioned: true,
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

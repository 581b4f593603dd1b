import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { status, statusView } from '../../../shared/domain/catalogue.ts';
import { practiceId } from '../../../shared/domain/id.ts';

export const createStatus = route({
  name: 'create-status',
  area: 'catalogue',
  method: 'POST',
  path: '/v1/practices/{practiceId}/statuses',
  summary: "Adds an appointment status to the practice's own list.",
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({ name: status.shape.name, kind: status.shape.kind }),
  result: statusView,
  status: 201,
  idempotent: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

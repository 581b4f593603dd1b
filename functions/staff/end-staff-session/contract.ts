import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';

export const endStaffSession = route({
  name: 'end-staff-session',
  area: 'session',
  method: 'DELETE',
  path: '/v1/staff/session',
  summary: 'Signs staff out.',
  caller: anyStaff,
  result: z.undefined(),
  status: 204,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { role } from '../../../shared/domain/catalogue.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const readStaffMe = route({
  name: 'read-staff-me',
  area: 'session',
  method: 'GET',
  path: '/v1/staff/me',
  summary: 'Who is signed in as staff, in which roles, and of which practices they are staff.',
  caller: anyStaff,
  result: z.object({
    practiceId,
    staffId,
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(role),
    memberships: z.array(
      z.object({ practiceId, staffId, practice: z.string().meta({ description: "The practice's name." }) }),
    ),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

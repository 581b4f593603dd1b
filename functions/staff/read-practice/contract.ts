import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { profileView } from '../../../shared/domain/practice-view.ts';

export const readPractice = route({
  name: 'read-practice',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}',
  summary: "The practice's profile: name, logo, colour, phone, e-mail, zone, country and web address.",
  caller: anyStaff,
  params: z.object({ practiceId }),
  result: profileView,
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { profileView } from '../../../shared/domain/practice-view.ts';
import { profileDraft } from '../../../shared/domain/profile.ts';

export const updatePractice = route({
  name: 'update-practice',
  area: 'practice',
  method: 'PATCH',
  path: '/v1/practices/{practiceId}',
  summary: "Changes parts of the practice's profile; what is left out stays.",
  caller: managers,
  params: z.object({ practiceId }),
  body: profileDraft,
  result: profileView,
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { slug } from '../../../shared/domain/slug.ts';

export const changeSlug = route({
  name: 'change-slug',
  area: 'practice',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/slug',
  summary: 'Gives the practice another web address; the old one keeps leading to it.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({ slug }),
  result: z.object({ slug: z.string(), version: z.int().meta({ description: 'Of the profile.' }) }),
  versioned: true,
  refusals: ['slug-taken'],
  needs: ['table:read', 'table:write'],
});

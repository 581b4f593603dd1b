import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { role } from '../../../shared/domain/catalogue.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';

export const openStaffSession = route({
  name: 'open-staff-session',
  area: 'portal',
  method: 'POST',
  path: '/v1/staff/sessions',
  summary:
    'Signs staff in with what their identity provider gave: an ID token, or a code with its PKCE verifier.',
  caller: anyone,
  body: z
    .strictObject({
      idToken: z.string().min(1).max(8192).optional(),
      code: z.string().min(1).max(2048).optional(),
      verifier: z.string().min(43).max(128).optional(),
      nonce: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'The one that the sign-in was begun with.' }),
      practiceId: practiceId.optional().meta({ description: 'Which practice, for staff of several.' }),
      keep: z.enum(['bearer', 'cookie']).default('bearer'),
    })
    .refine((body) => (body.idToken === undefined) !== (body.code === undefined), {
      path: ['idToken'],
      message: 'Give either idToken, or code and verifier.',
    })
    .refine((body) => (body.code === undefined) === (body.verifier === undefined), {
      path: ['verifier'],
      message: 'Give code and verifier together.',
    }),
  result: z.object({
    token: z.string().nullable(),
    practiceId,
    staffId,
    name: z.string(),
    roles: z.array(role),
    memberships: z.array(z.object({ practiceId, staffId })),
    idleUntil: instant,
    endsAt: instant,
  }),
  refusals: ['sign-in-rejected', 'origin'],
  needs: ['table:read', 'table:write', 'identity:read'],
});

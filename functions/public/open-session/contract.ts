import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { dateOfBirth, emailAddress } from '../../../shared/domain/client.ts';
import { clientId } from '../../../shared/domain/id.ts';
import { portalView } from '../../../shared/domain/practice-view.ts';
import { emailedCode } from '../../../shared/domain/sign-in.ts';
import { slugInPath } from '../../../shared/domain/slug.ts';

const fieldsOf = { link: ['token'], code: ['email', 'code'] } as const;
const proofs = ['token', 'email', 'code'] as const;

export const openSession = route({
  name: 'open-session',
  area: 'portal',
  method: 'POST',
  path: '/v1/portals/{slug}/sessions',
  summary: 'Signs a client in with the link or the code of an e-mail; or says what is still needed.',
  caller: anyone,
  params: z.object({ slug: slugInPath }),
  body: z
    .strictObject({
      method: z.enum(['link', 'code']),
      token: z.string().min(1).max(400).optional().meta({ description: 'Of a link.' }),
      email: emailAddress.optional().meta({ description: 'With a code.' }),
      code: emailedCode.optional(),
      dateOfBirth: dateOfBirth.optional(),
      postcode: z.string().trim().min(1).max(16).optional(),
      firstName: z.string().trim().min(1).max(80).optional(),
      keep: z.enum(['bearer', 'cookie']).default('bearer').meta({
        description: 'cookie: the session is kept in an HttpOnly cookie instead of being answered.',
      }),
    })
    .superRefine((body, context) => {
      const wanted: readonly string[] = fieldsOf[body.method] ?? [];
      for (const field of proofs)
        if ((body[field] !== undefined) !== wanted.includes(field))
          context.addIssue({
            code: 'custom',
            path: [field],
            message: `${body.method} takes ${wanted.join(' and ')}, and no other proof.`,
          });
    }),
  result: z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('needed'),
      needed: z.enum(['identity-check', 'choose-person']),
      asks: z
        .array(z.enum(['dateOfBirth', 'postcode', 'firstName']))
        .meta({ description: 'What the next try must bring, with the same link or code.' }),
      portal: portalView,
    }),
    z.object({
      outcome: z.literal('session'),
      clientId,
      token: z.string().nullable().meta({ description: 'Null where the session is kept in a cookie.' }),
      idleUntil: instant,
      endsAt: instant,
      portal: portalView,
    }),
  ]),
  refusals: [
    'not-found',
    'portal-off',
    'booking-off',
    'feature-off',
    'link-ended',
    'code-mismatch',
    'identity-mismatch',
    'identity-locked',
    'details-missing',
    'origin',
  ],
  needs: ['table:read', 'table:write'],
});

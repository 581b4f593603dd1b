import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { dateOfBirth } from '../../../shared/domain/client.ts';
import { appointmentId } from '../../../shared/domain/id.ts';
import { portalView } from '../../../shared/domain/practice-view.ts';
import { emailedCode } from '../../../shared/domain/sign-in.ts';

export const openAppointmentLink = route({
  name: 'open-appointment-link',
  area: 'portal',
  method: 'POST',
  path: '/v1/appointment-links/sessions',
  summary:
    'Opens one appointment for whoever has its link and knows date of birth and postcode, or an e-mailed code where the practice asks for that; without them it says what is needed.',
  caller: anyone,
  body: z
    .strictObject({
      token: z.string().min(1).max(400),
      dateOfBirth: dateOfBirth.optional(),
      postcode: z.string().trim().min(1).max(16).optional(),
      code: emailedCode.optional().meta({
        description: 'Where the identity check is off: the first try sends it.',
      }),
      keep: z.enum(['bearer', 'cookie']).default('bearer').meta({
        description: 'cookie: the session is kept in an HttpOnly cookie instead of being answered.',
      }),
    })
    .refine((body) => (body.dateOfBirth === undefined) === (body.postcode === undefined), {
      path: ['postcode'],
      message: 'Give dateOfBirth and postcode together, or neither.',
    }),
  result: z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('needed'),
      needed: z.enum(['identity-check', 'code']),
      portal: portalView,
    }),
    z.object({
      outcome: z.literal('session'),
      appointmentId,
      token: z.string().nullable().meta({ description: 'Null where the session is kept in a cookie.' }),
      idleUntil: instant,
      endsAt: instant,
      portal: portalView,
    }),
  ]),
  refusals: [
    'portal-off',
    'booking-off',
    'link-ended',
    'code-mismatch',
    'identity-mismatch',
    'identity-locked',
    'details-missing',
    'origin',
  ],
  needs: ['table:read', 'table:write'],
});

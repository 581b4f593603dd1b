import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { appointmentId, practiceId } from '../../../shared/domain/id.ts';
import { channel, notice, templateWords } from '../../../shared/domain/template.ts';

export const previewTemplate = route({
  name: 'preview-template',
  area: 'templates',
  method: 'POST',
  path: '/v1/practices/{practiceId}/templates/preview',
  summary:
    'Shows what a client would read about a real appointment, in a draft’s words or in those that are sent now. Nothing is sent; the link is an example.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  body: z.strictObject({
    notice,
    channel,
    appointmentId,
    draft: templateWords.optional().meta({ description: 'Without it, the words that are sent now.' }),
  }),
  result: z.discriminatedUnion('channel', [
    z.object({ channel: z.literal('email'), subject: z.string(), text: z.string(), html: z.string() }),
    z.object({
      channel: z.literal('text'),
      text: z.string(),
      alphabet: z.enum(['gsm-7', 'unicode']),
      characters: z.int(),
      units: z.int().meta({ description: 'Septets of the GSM alphabet, or units of UTF-16.' }),
      parts: z.int().meta({ description: 'How many texts it is sent, and paid for, as.' }),
    }),
  ]),
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { fieldChange } from '../../../shared/domain/field-change.ts';
import { appointmentId, clientId, practiceId } from '../../../shared/domain/id.ts';
import { settings } from '../../../shared/domain/settings.ts';
import { checkCounts, judged } from '../../../shared/domain/settings-check.ts';

const affected = z.object({
  what: z.enum(['change', 'cancellation']),
  appointmentId,
  client: z.object({ id: clientId, name: z.string() }),
  occurredAt: instant.meta({ description: 'When the client did it.' }),
  startsAt: instant.meta({ description: 'The start that the appointment had until then.' }),
  when: z.string().meta({ description: 'That start in words.' }),
  present: judged,
  draft: judged,
});

export const checkSettings = route({
  name: 'check-settings',
  area: 'practice',
  method: 'POST',
  path: '/v1/practices/{practiceId}/settings/check',
  summary:
    'Tries a draft of the settings on what clients did in the last 31 days: what would have been refused, late or newly allowed. Saves nothing.',
  caller: managers,
  params: z.object({ practiceId }),
  body: settings,
  result: z.object({
    version: z.int().meta({ description: 'Of the settings that the draft was compared with.' }),
    changes: z.array(fieldChange).meta({ description: 'What the draft would change.' }),
    from: instant.meta({ description: 'Everything that clients did since was looked at.' }),
    to: instant,
    complete: z
      .boolean()
      .meta({ description: 'False: there was too much; `from` is later than 31 days ago.' }),
    counts: checkCounts,
    affected: z
      .array(affected)
      .meta({ description: 'Where the two differ, newest first: the first hundred.' }),
    more: z.boolean().meta({ description: 'There are more than those; the counts have all of them.' }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

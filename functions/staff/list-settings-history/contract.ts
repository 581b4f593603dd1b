import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { fieldChange } from '../../../shared/domain/field-change.ts';
import { eventId, practiceId, staffId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

const entry = z
  .object({
    id: eventId,
    at: instant,
    by: z
      .object({ id: staffId, name: z.string() })
      .nullable()
      .meta({ description: 'Null: no member of staff, but Portico itself.' }),
    what: z.string().meta({ description: 'The event, like settings.changed.v1.' }),
    of: z.object({
      type: z.enum(['settings', 'preferences', 'service', 'status']),
      id: z.string(),
      name: z.string().nullable().meta({ description: 'Of the service or status; null once it is deleted.' }),
    }),
    version: z.int().meta({ description: 'After the change.' }),
    changes: z.array(fieldChange).meta({ description: 'Each field before and after.' }),
  })
  .meta({ id: 'SettingsChange' });

export const listSettingsHistory = route({
  name: 'list-settings-history',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/settings/history',
  summary:
    'What the practice decided, newest first: settings, booking preferences, services and statuses, each field before and after.',
  caller: managers,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(entry),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

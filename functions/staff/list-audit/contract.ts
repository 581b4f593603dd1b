import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { cause } from '../../../shared/domain/event.ts';
import { clientId, eventId, practiceId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

const entry = z
  .object({
    id: eventId,
    at: instant,
    what: z.string().meta({ description: 'An event like appointment.changed.v1, or a read or sign-in.' }),
    actor: z.string().meta({ description: 'Kind and id of who did it.' }),
    cause,
    aggregate: z.object({ type: z.string(), id: z.string() }).nullable(),
    clientId: clientId.nullable(),
    before: z.unknown(),
    after: z.unknown(),
    note: z.string().nullable(),
    correlationId: z.string().meta({ description: 'The X-Request-Id of the request.' }),
  })
  .meta({ id: 'AuditEntry' });

export const listAudit = route({
  name: 'list-audit',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/audit',
  summary: 'Who did what, newest first: every write, every sign-in, every read of a client’s data.',
  caller: managers,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: pageOf(entry),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

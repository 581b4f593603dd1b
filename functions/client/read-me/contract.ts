import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { appointmentId, clientId } from '../../../shared/domain/id.ts';
import { portalView } from '../../../shared/domain/practice-view.ts';

export const readMe = route({
  name: 'read-me',
  area: 'session',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who is signed in, at which practice, and what they may do there.',
  caller: aClientOrLink,
  result: z.object({
    clientId,
    givenName: z.string(),
    /** Set: this session opens one appointment only. */
    appointmentId: appointmentId.nullable(),
    calendarFeed: z
      .object({ on: z.boolean(), since: instant.nullable() })
      .nullable()
      .meta({ description: 'Whether there is a private calendar address; null by an appointment link.' }),
    portal: portalView,
    may: z.object({ view: z.boolean(), change: z.boolean(), cancel: z.boolean(), book: z.boolean() }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

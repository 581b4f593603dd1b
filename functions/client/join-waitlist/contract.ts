import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { localDate } from '../../../shared/domain/appointment.ts';
import { appointmentId } from '../../../shared/domain/id.ts';
import { waitlistEntryView } from '../../../shared/domain/waitlist-view.ts';

export const joinWaitlist = route({
  name: 'join-waitlist',
  area: 'waitlist',
  method: 'POST',
  path: '/v1/me/waitlist',
  summary: 'A client asks for an earlier time of one of their own appointments.',
  caller: aClientOrLink,
  body: z.strictObject({
    appointmentId,
    from: localDate
      .optional()
      .meta({ description: 'The first local date that would suit; any if left out.' }),
    to: localDate.optional().meta({ description: 'The local date after the last one that would suit.' }),
  }),
  result: waitlistEntryView,
  status: 201,
  refusals: [
    'access-disabled',
    'already-cancelled',
    'not-changeable',
    'begun',
    'not-bookable-online',
    'already-there',
    'not-found',
  ],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});

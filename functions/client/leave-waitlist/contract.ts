import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { waitlistEntryId } from '../../../shared/domain/id.ts';

export const leaveWaitlist = route({
  name: 'leave-waitlist',
  area: 'waitlist',
  method: 'DELETE',
  path: '/v1/me/waitlist/{entryId}',
  summary: 'A client waits for an earlier time no more; a time that is offered goes to the next.',
  caller: aClientOrLink,
  params: z.object({ entryId: waitlistEntryId }),
  result: z.undefined(),
  status: 204,
  versioned: 'when-sent',
  refusals: ['not-found'],
  needs: ['table:read', 'table:write'],
});

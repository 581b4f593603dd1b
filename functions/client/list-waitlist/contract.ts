import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';
import { waitlistEntryView } from '../../../shared/domain/waitlist-view.ts';

export const listWaitlist = route({
  name: 'list-waitlist',
  area: 'waitlist',
  method: 'GET',
  path: '/v1/me/waitlist',
  summary:
    'The appointments for which a client waits for an earlier time, each with a time that is offered now.',
  caller: aClientOrLink,
  query: z.strictObject(pageQuery),
  result: pageOf(waitlistEntryView),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

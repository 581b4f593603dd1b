import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { parseFeedToken } from '../../../shared/domain/token.ts';

export const readCalendarFeed = route({
  name: 'read-calendar-feed',
  area: 'portal',
  method: 'GET',
  path: '/v1/calendars/{token}',
  summary: 'A client’s appointments as iCalendar, for whoever has their private address.',
  caller: anyone,
  params: z.object({ token: z.string().refine((text) => parseFeedToken(text) !== undefined) }),
  result: z.string(),
  mediaType: 'text/calendar; charset=utf-8',
  refusals: ['not-found', 'portal-off', 'booking-off'],
  needs: ['table:read'],
});

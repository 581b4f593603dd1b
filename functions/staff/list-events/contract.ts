import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { eventTypes } from '../../../shared/domain/event.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageQuery } from '../../../shared/domain/practice-view.ts';

const feedEvent = z
  .object({
    type: z.enum(eventTypes),
    detail: z.object({
      metadata: z.record(z.string(), z.unknown()),
      data: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({
    id: 'FeedEvent',
    description: 'What the bus carries: `detail` as /v1/event-schemas/{type} says.',
  });

export const listEvents = route({
  name: 'list-events',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/events',
  summary: 'What happened, in order and from any point on: the feed for other systems.',
  caller: managers,
  params: z.object({ practiceId }),
  query: z.strictObject({
    limit: pageQuery.limit,
    after: pageQuery.cursor.meta({
      description: 'The `next` of an earlier answer. Without it: from the beginning of the practice.',
    }),
  }),
  result: z.object({
    items: z.array(feedEvent),
    next: z.string().meta({ description: 'Where to go on: always there, since a feed never ends.' }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';
import { eventTypes } from '../../../shared/domain/event.ts';

export const readEventSchema = route({
  name: 'read-event-schema',
  area: 'docs',
  method: 'GET',
  path: '/v1/event-schemas/{eventType}',
  summary: 'The JSON Schema (draft 2020-12) of an event’s detail.',
  caller: anyone,
  params: z.object({ eventType: z.enum(eventTypes) }),
  result: z.record(z.string(), z.unknown()),
  mediaType: 'application/schema+json',
  refusals: [],
  needs: [],
});

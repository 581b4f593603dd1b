import { schemaOf } from '../../../shared/events/schema.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readEventSchema } from './contract.ts';

/** What the detail of an event of one type looks like, as the bus checks it. */
export const handler = api(readEventSchema, async ({ params }) => schemaOf(params.eventType));

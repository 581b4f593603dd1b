import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { eventTypes } from '../../../shared/domain/event.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { LONGEST_REPLAY_DAYS, replayView } from '../../../shared/domain/replay.ts';

export const startReplay = route({
  name: 'start-replay',
  area: 'practice',
  method: 'POST',
  path: '/v1/practices/{practiceId}/events/replays',
  summary: 'Puts the events of a range on the bus again, marked as a replay: nobody is told anything.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({
    from: instant,
    to: instant.meta({
      description: `After \`from\`, by at most ${LONGEST_REPLAY_DAYS} days; it ends where the feed ends now.`,
    }),
    types: z
      .array(z.enum(eventTypes))
      .min(1, 'Name a type, or leave this out for all.')
      .max(eventTypes.length)
      .refine((types) => new Set(types).size === types.length, 'A type is named twice.')
      .optional(),
  }),
  result: replayView,
  status: 202,
  idempotent: true,
  refusals: ['replay-running'],
  needs: ['table:read', 'table:write'],
});

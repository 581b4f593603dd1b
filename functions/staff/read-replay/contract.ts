import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { practiceId, replayId } from '../../../shared/domain/id.ts';
import { replayView } from '../../../shared/domain/replay.ts';

export const readReplay = route({
  name: 'read-replay',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/events/replays/{replayId}',
  summary: 'How far a replay has come.',
  caller: managers,
  params: z.object({ practiceId, replayId }),
  result: replayView,
  refusals: [],
  needs: ['table:read', 'table:write'],
});

import { listener } from '../../../shared/contract.ts';

export const replayEvents = listener({
  name: 'replay-events',
  summary: 'Puts the events of a replay on the bus, page by page.',
  trigger: { on: 'events', events: ['replay.started.v1', 'replay.continued.v1'], replays: false },
  timeoutSeconds: 60,
  needs: ['table:read', 'table:write', 'bus:publish'],
});

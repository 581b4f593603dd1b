import { listener } from '../../../shared/contract.ts';
import { roundBeginnings } from '../../../shared/domain/request-round.ts';

export const beginRequestRound = listener({
  name: 'begin-request-round',
  summary: 'A request waits, waits anew, or was booked at once: the flow of this round begins.',
  trigger: { on: 'events', events: roundBeginnings, replays: false },
  timeoutSeconds: 15,
  needs: ['requests:run'],
});

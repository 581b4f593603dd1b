import { listener } from '../../../shared/contract.ts';
import { roundEndings } from '../../../shared/domain/request-round.ts';

export const endRequestRound = listener({
  name: 'end-request-round',
  summary: 'A request was decided, ran out or waits anew: the flow of the round goes on to its end.',
  trigger: { on: 'events', events: roundEndings, replays: false },
  timeoutSeconds: 15,
  needs: ['table:read', 'requests:resume'],
});

import { listener } from '../../../shared/contract.ts';
import { freeingEvents } from '../../../shared/domain/freed-time.ts';

export const tendWaitlist = listener({
  name: 'tend-waitlist',
  summary:
    'Offers a time that has come free to the next who waits for one, and ends the waiting of an appointment that has nothing to wait for.',
  trigger: { on: 'events', events: freeingEvents, replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write'],
});

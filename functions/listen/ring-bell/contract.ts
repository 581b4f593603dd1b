import { listener } from '../../../shared/contract.ts';
import { staffNoticeEvents } from '../../../shared/domain/staff-notice.ts';

export const ringBell = listener({
  name: 'ring-bell',
  summary:
    'Puts what a client did with an appointment or a request into the bell list of the staff concerned.',
  trigger: { on: 'events', events: staffNoticeEvents, replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write'],
});

import { listener } from '../../../shared/contract.ts';
import { staffNoticeEvents } from '../../../shared/domain/staff-notice.ts';

export const emailStaff = listener({
  name: 'email-staff',
  summary: 'Tells staff by e-mail what a client did with an appointment or a request, and what ran out.',
  trigger: { on: 'events', events: staffNoticeEvents, replays: false },
  timeoutSeconds: 60,
  needs: ['table:read', 'table:write', 'email:send'],
});

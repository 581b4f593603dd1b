import { listener } from '../../../shared/contract.ts';
import { staffNoticeEvents } from '../../../shared/domain/staff-notice.ts';

export const emailStaff = listener({
  name: 'email-staff',
  summary: 'Tells by e-mail the staff who chose so what a client did with an appointment.',
  trigger: { on: 'events', events: staffNoticeEvents, replays: false },
  timeoutSeconds: 60,
  needs: ['table:read', 'table:write', 'email:send'],
});

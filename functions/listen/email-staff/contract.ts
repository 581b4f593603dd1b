import { listener } from '../../../shared/contract.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';

export const emailStaff = listener({
  name: 'email-staff',
  summary: 'Tells by e-mail the staff who chose so what a client did with an appointment.',
  trigger: { on: 'events', events: noticeEvents, replays: false },
  timeoutSeconds: 60,
  needs: ['table:read', 'table:write', 'email:send'],
});

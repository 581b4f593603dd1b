import { listener } from '../../../shared/contract.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';

export const emailClient = listener({
  name: 'email-client',
  summary: 'Tells a client by e-mail that an appointment was changed or cancelled.',
  trigger: { on: 'events', events: noticeEvents, replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write', 'email:send'],
});

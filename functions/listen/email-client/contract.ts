import { listener } from '../../../shared/contract.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';

export const emailClient = listener({
  name: 'email-client',
  summary: 'Tells a client by e-mail what became of an appointment or a request, and reminds them of it.',
  trigger: { on: 'events', events: noticeEvents, replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write', 'email:send'],
});

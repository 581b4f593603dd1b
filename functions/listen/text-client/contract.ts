import { listener } from '../../../shared/contract.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';

export const textClient = listener({
  name: 'text-client',
  summary: 'Tells a client by text what became of an appointment or a request, and reminds them of it.',
  trigger: { on: 'events', events: noticeEvents, replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write', 'text:send'],
});

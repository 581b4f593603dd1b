import { listener } from '../../../shared/contract.ts';

export const sweep = listener({
  name: 'sweep',
  summary:
    'Each minute: publishes events that were left behind, sends messages again that did not get through, tells of reminders that are due, and closes requests and offers that nobody decided in time.',
  trigger: { on: 'minute' },
  timeoutSeconds: 55,
  needs: ['table:read', 'table:write', 'bus:publish', 'email:send', 'text:send'],
});

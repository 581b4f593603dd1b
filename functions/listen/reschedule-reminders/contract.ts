import { listener } from '../../../shared/contract.ts';

export const rescheduleReminders = listener({
  name: 'reschedule-reminders',
  summary: 'The practice reminds its clients earlier or later: every reminder still to come moves.',
  trigger: { on: 'events', events: ['settings.changed.v1'], replays: false },
  timeoutSeconds: 120,
  needs: ['table:read', 'table:write'],
});

import { listener } from '../../../shared/contract.ts';

export const scheduleReminder = listener({
  name: 'schedule-reminder',
  summary: 'Sets the reminder of an appointment, moves it and takes it away, as the appointment is.',
  trigger: {
    on: 'events',
    events: [
      'appointment.created.v1',
      'appointment.changed.v1',
      'appointment.cancelled.v1',
      'appointment.staff-changed.v1',
      'appointment.status-changed.v1',
      'appointment.deleted.v1',
      'appointment.restored.v1',
    ],
    replays: false,
  },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write'],
});

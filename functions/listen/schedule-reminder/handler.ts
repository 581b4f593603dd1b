import type { EventData } from '../../../shared/domain/event.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { matchReminder } from '../../../shared/runtime/reminders.ts';
import { scheduleReminder } from './contract.ts';

/**
 * A reminder moves and dies with its appointment (product 6.1). An import tells nobody of what it brings, but of
 * an appointment that is still to come its client is reminded.
 */
export const handler = onEvent(scheduleReminder, async ({ type, metadata, data, now }) => {
  if (metadata.cause === 'replay') return { reminder: 'replay' };
  const { appointmentId, startsAt } = data as EventData<'appointment.created.v1'>;
  const at = Date.parse(metadata.occurredAt);
  // History, of which an import may bring a lot.
  if (type === 'appointment.created.v1' && Date.parse(startsAt) <= at) return { reminder: 'past' };
  const heard = { sequence: metadata.sequence, at };
  return { reminder: await matchReminder(metadata, appointmentId, heard, now) };
});

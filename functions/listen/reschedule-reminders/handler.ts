import { listReminders } from '../../../shared/data/reminder.ts';
import type { EventData } from '../../../shared/domain/event.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { matchReminder } from '../../../shared/runtime/reminders.ts';
import { rescheduleReminders } from './contract.ts';

const hours = '/notices/reminder/hoursBefore';
/** Reminders that are looked at together. */
const pageSize = 25;

/**
 * The hours of the setting count for every appointment to come (product 6.1): one whose reminder should have gone
 * out by now is reminded of at once. If there are more than fit into the time, the next try goes on, since those
 * that are right already cost no write.
 */
export const handler = onEvent(rescheduleReminders, async ({ metadata, data, now }) => {
  const { changed } = data as EventData<'settings.changed.v1'>;
  if (metadata.cause === 'replay' || !changed.includes(hours)) return { reminders: 'as-they-are' };
  let [moved, cursor] = [0, undefined as string | undefined];
  do {
    const { items, next } = await listReminders(metadata, now, { limit: pageSize, cursor });
    const done = await Promise.all(items.map((id) => matchReminder(metadata, id, null, now)));
    moved += done.filter((it) => it === 'set').length;
    cursor = next ?? undefined;
  } while (cursor);
  return { reminders: 'moved', moved };
});

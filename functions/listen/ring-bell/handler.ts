import { newBellEntry } from '../../../shared/data/bell.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { transactOnce } from '../../../shared/data/table.ts';
import { asStaffNotice, bellEntryId, bellEntryOf, bellsToRing } from '../../../shared/domain/staff-notice.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { ringBell } from './contract.ts';

/** Every change and cancellation by a client is in the practice's bell list, once (product 3.3). */
export const handler = onEvent(ringBell, async (heard) => {
  const event = asStaffNotice(heard);
  if (!event) return { rung: 0 };
  const scope = { practiceId: event.metadata.practiceId };
  const bells = bellsToRing(event, await getAllOf(scope, 'staff'));
  const happened = { now: Date.parse(event.metadata.occurredAt), clock: () => heard.now };
  // One that is there already is of the event's first arrival.
  for (const staffId of bells)
    await transactOnce([newBellEntry(scope, staffId, happened, bellEntryOf(event), bellEntryId(event))]);
  return { rung: bells.length };
});

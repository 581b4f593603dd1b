import type { EventData } from '../../../shared/domain/event.ts';
import { startZoneChange } from '../../../shared/gateway/flow.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { beginZoneChange } from './contract.ts';

/** Starts the flow of a change of zone, once a round (product 1.1). */
export const handler = onEvent(beginZoneChange, async ({ metadata, data }) => {
  const { zoneChangeId, round } = data as EventData<'practice.zone-change-requested.v1'>;
  await startZoneChange({ practiceId: metadata.practiceId, zoneChangeId }, round);
  return { zoneChangeId, round };
});

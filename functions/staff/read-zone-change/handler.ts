import { getZoneChange } from '../../../shared/data/zone-change.ts';
import { found } from '../../../shared/domain/decision.ts';
import { zoneChangeViewOf } from '../../../shared/domain/zone-change-job.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readZoneChange } from './contract.ts';

/** Staff watch a change of zone (product 1.1). */
export const handler = api(readZoneChange, async ({ actor, params }) =>
  zoneChangeViewOf(found(await getZoneChange(actor, params.zoneChangeId))),
);

import { granted } from '../../../shared/domain/decision.ts';
import { decideZone } from '../../../shared/domain/zone-change-job.ts';
import { api } from '../../../shared/runtime/api.ts';
import { surveyZoneChange } from '../../../shared/runtime/zone-change.ts';
import { checkZoneChange } from './contract.ts';

/** Staff see what a change of zone would do before they start it (product 1.1). */
export const handler = api(checkZoneChange, async ({ actor, body, now }) => {
  const zones = granted(decideZone(actor.practice, body.zone));
  return surveyZoneChange(actor, actor.practice, zones, now);
});

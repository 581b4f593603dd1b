import { getPractice } from '../../../shared/data/practice.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getZoneChange, requestZoneChange } from '../../../shared/data/zone-change.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideResumption, resumed, zoneChangeViewOf } from '../../../shared/domain/zone-change-job.ts';
import { api } from '../../../shared/runtime/api.ts';
import { resumeZoneChange } from './contract.ts';

/** A manager goes on with a change of zone that stopped half-way (product 1.1). */
export const handler = api(resumeZoneChange, ({ actor, params, change, now }) =>
  decideAgain(async () => {
    const [it, practice] = await Promise.all([
      getZoneChange(actor, params.zoneChangeId).then(found),
      getPractice(actor).then(found),
    ]);
    granted(decideResumption(it, now));
    const again = resumed(it, new Date(now).toISOString());
    const answer = zoneChangeViewOf(again);
    await requestZoneChange(actor, change, practice, again, { when: { version: it.version }, answer });
    return answer;
  }),
);

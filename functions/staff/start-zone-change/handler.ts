import { newId } from '../../../shared/data/change.ts';
import { getPracticeVersion } from '../../../shared/data/practice.ts';
import { requestZoneChange } from '../../../shared/data/zone-change.ts';
import { changesBetween } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import {
  decideStart,
  decideZone,
  newZoneChange,
  zoneChangeViewOf,
} from '../../../shared/domain/zone-change-job.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { surveyZoneChange } from '../../../shared/runtime/zone-change.ts';
import { startZoneChange } from './contract.ts';

/** A manager changes the zone of the practice (product 1.1): the flow does it, from the event that this writes. */
export const handler = api(startZoneChange, async ({ actor, body, change, version, now }) => {
  const { practice, staffId } = actor;
  const zones = granted(decideZone(practice, body.zone));
  granted(decideStart(practice, await surveyZoneChange(actor, practice, zones, now)));
  const asked = newZoneChange({
    ...zones,
    id: newId('zoneChange', change.clock()),
    startedBy: staffId,
    createdAt: new Date(now).toISOString(),
  });
  const read = practice.profileVersion;
  const reread = () => getPracticeVersion(actor, 'profileVersion');
  const changes = changesBetween({ zone: zones.from }, { zone: zones.to });
  const answer = zoneChangeViewOf(asked);
  await overVersion({ given: version, read, changes, race: 'practice', reread }, () =>
    requestZoneChange(actor, change, practice, asked, { when: 'new', answer }),
  );
  return answer;
});

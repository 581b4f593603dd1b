import { commit } from '../../../shared/data/change.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getZoneChange, putZoneChange } from '../../../shared/data/zone-change.ts';
import { auditOf, changesBetween, pointersOf } from '../../../shared/domain/changes.ts';
import { found } from '../../../shared/domain/decision.ts';
import { finished, isSettled } from '../../../shared/domain/zone-change-job.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { zoneChangeBy } from '../../../shared/runtime/zone-change.ts';
import { zoneChangeFinish } from './contract.ts';

/** The new zone, the end of the freeze and the event of both are one transaction (product 1.1). */
export const handler = step(zoneChangeFinish, async (input, change) => {
  await decideAgain(async () => {
    const [it, practice] = await Promise.all([
      getZoneChange(input, input.zoneChangeId).then(found),
      getPractice(input).then(found),
    ]);
    if (isSettled(it)) return;
    const next = practice.profileVersion + 1;
    const changes = changesBetween({ zone: it.from }, { zone: it.to });
    const at = new Date(change.clock()).toISOString();
    await commit(input, zoneChangeBy(change, it), {
      writes: [
        changePractice(input, 'profileVersion', practice.profileVersion, {
          zone: it.to,
          frozen: false,
          zoneChangeId: null,
        }),
        putZoneChange(input, finished(it, at), { version: it.version }),
      ],
      happenings: [
        {
          type: 'practice.changed.v1',
          aggregate: { type: 'practice', id: practice.id },
          sequence: next,
          data: { profileVersion: next, changed: pointersOf(changes) },
          audit: { ...auditOf(changes), note: `${it.id}, asked for by ${it.startedBy}` },
        },
      ],
    });
  });
  return input;
});

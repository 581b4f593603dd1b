import { auditRow, commit } from '../../../shared/data/change.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { freezePractice, getZoneChange, putZoneChange } from '../../../shared/data/zone-change.ts';
import { found } from '../../../shared/domain/decision.ts';
import { frozen, isSettled } from '../../../shared/domain/zone-change-job.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { zoneChangeBy } from '../../../shared/runtime/zone-change.ts';
import { zoneChangeFreeze } from './contract.ts';

/** Nothing of the practice is written from now on but by the change itself (product 1.1). */
export const handler = step(zoneChangeFreeze, async (input, change) => {
  await decideAgain(async () => {
    const it = found(await getZoneChange(input, input.zoneChangeId));
    if (it.frozenAt !== null || isSettled(it)) return;
    const at = new Date(change.clock()).toISOString();
    await commit(input, zoneChangeBy(change, it), {
      writes: [
        freezePractice(input, it.id),
        putZoneChange(input, frozen(it, at), { version: it.version }),
        auditRow(input, zoneChangeBy(change, it), 'zone-change.frozen', { note: it.id }),
      ],
      happenings: [],
    });
  });
  return input;
});

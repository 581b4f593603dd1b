import { auditRow, commit } from '../../../shared/data/change.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getZoneChange, putZoneChange, thawPractice } from '../../../shared/data/zone-change.ts';
import { found } from '../../../shared/domain/decision.ts';
import { halted, isSettled } from '../../../shared/domain/zone-change-job.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { zoneChangeBy } from '../../../shared/runtime/zone-change.ts';
import { zoneChangeFailed } from './contract.ts';

/**
 * A step went wrong for good. As long as no appointment has moved the practice goes on as it was; after that it stays
 * frozen, as half of its day sheets would be wrong, until somebody resumes the change.
 */
export const handler = step(zoneChangeFailed, async (input, change) => {
  await decideAgain(async () => {
    const it = found(await getZoneChange(input, input.zoneChangeId));
    if (isSettled(it) || it.state === 'stopped') return;
    const after = halted(it, new Date(change.clock()).toISOString());
    const by = zoneChangeBy(change, it);
    await commit(input, by, {
      writes: [
        putZoneChange(input, after, { version: it.version }),
        ...(after.state === 'failed' ? [thawPractice(input, it.id)] : []),
        auditRow(input, by, `zone-change.${after.state}`, { note: it.id }),
      ],
      happenings: [],
    });
  });
  return input;
});

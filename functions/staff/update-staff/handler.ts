import { getAllOf, getStaff, putStaff } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideStaff } from '../../../shared/domain/catalogue-rules.ts';
import { auditOf, pointersOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { updateStaff } from './contract.ts';

/** A manager decides what of a clinician is offered online; it touches no appointment (product 4.1). */
export const handler = api(updateStaff, async ({ actor, params: { staffId }, body, change, version }) => {
  const [stored, services] = await Promise.all([getStaff(actor, staffId), getAllOf(actor, 'services')]);
  const before = inUse(stored);
  const read = before.version;
  const { member, changes } = granted(decideStaff({ member: before, draft: body, services }));
  const reread = () => getStaff(actor, staffId);
  const next = await overVersion({ given: version, read, changes, race: 'staff', reread }, (next) =>
    commit(actor, change, {
      writes: [putStaff(actor, { ...member, version: next }, { version: read })],
      happenings: [
        {
          type: 'staff.changed.v1',
          aggregate: { type: 'staff', id: staffId },
          sequence: next,
          data: { staffId, changed: pointersOf(changes) },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return { ...member, version: next };
});

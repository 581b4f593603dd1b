import { getStaff, putStaff } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { auditOf, changesBetween, pointersOf } from '../../../shared/domain/changes.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { replaceNotices } from './contract.ts';

/** An admin decides of which changes by clients a member of staff hears by e-mail. */
export const handler = api(replaceNotices, async ({ actor, params: { staffId }, body, change, version }) => {
  const member = inUse(await getStaff(actor, staffId));
  const read = member.version;
  const changes = changesBetween({ notices: member.notices }, { notices: body });
  const reread = () => getStaff(actor, staffId);
  const next = await overVersion({ given: version, read, changes, race: 'staff', reread }, (next) =>
    commit(actor, change, {
      writes: [putStaff(actor, { ...member, notices: body, version: next }, { version: read })],
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
  return { ...body, version: next };
});

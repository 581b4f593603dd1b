import { getException, getHours, putException } from '../../../shared/data/availability.ts';
import { getAllOf, getStaff } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideException } from '../../../shared/domain/catalogue-rules.ts';
import { auditOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideOwnOrRole } from '../../../shared/domain/role.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { replaceException } from './contract.ts';

/** A manager, or the clinician, sets one date apart from the weekly hours, or takes that back. */
export const handler = api(replaceException, async ({ actor, params, body, change, version }) => {
  const { staffId, date } = params;
  granted(decideOwnOrRole(actor, staffId, ['admin', 'manager']));
  const [clinician, stored, week, locations] = await Promise.all([
    getStaff(actor, staffId),
    getException(actor, staffId, date),
    getHours(actor, staffId),
    getAllOf(actor, 'locations'),
  ]);
  inUse(clinician);
  const { windows } = body;
  const { version: read } = stored;
  const changes = granted(
    decideException({ windows: stored.windows, draft: windows, hours: week.hours, locations }),
  );
  const reread = () => getException(actor, staffId, date);
  const next = await overVersion({ given: version, read, changes, race: 'exception', reread }, (next) =>
    commit(actor, change, {
      writes: [putException(actor, staffId, { date, windows }, read)],
      happenings: [
        {
          type: 'hours.changed.v1',
          aggregate: { type: 'hours', id: `${staffId}/${date}` },
          sequence: next,
          data: { staffId, date },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return { date, windows, version: next };
});

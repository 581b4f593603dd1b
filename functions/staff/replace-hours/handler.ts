import { getAvailability, getHours, putHours } from '../../../shared/data/availability.ts';
import { getAllOf, getStaff } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideHours } from '../../../shared/domain/catalogue-rules.ts';
import { auditOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideOwnOrRole } from '../../../shared/domain/role.ts';
import { localTimeOf } from '../../../shared/domain/zone.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { replaceHours } from './contract.ts';

/** A manager, or the clinician, decides when the clinician works; appointments made before stay as they are. */
export const handler = api(replaceHours, async ({ actor, params, body, change, version, now }) => {
  const { staffId } = params;
  const today = localTimeOf(actor.practice.zone, now).slice(0, 10);
  granted(decideOwnOrRole(actor, staffId, ['admin', 'manager']));
  const [clinician, stored, { exceptions }, locations] = await Promise.all([
    getStaff(actor, staffId),
    getHours(actor, staffId),
    getAvailability(actor, staffId, today),
    getAllOf(actor, 'locations'),
  ]);
  inUse(clinician);
  const read = stored.version;
  const changes = granted(decideHours({ ...stored, draft: body.hours, locations, exceptions }));
  const reread = () => getHours(actor, staffId);
  const next = await overVersion({ given: version, read, changes, race: 'hours', reread }, (next) =>
    commit(actor, change, {
      writes: [putHours(actor, staffId, body.hours, read)],
      happenings: [
        {
          type: 'hours.changed.v1',
          aggregate: { type: 'hours', id: staffId },
          sequence: next,
          data: { staffId, date: null },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return { hours: body.hours, version: next };
});

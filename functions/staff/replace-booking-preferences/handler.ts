import { getAllOf } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { changePractice, getPracticeVersion } from '../../../shared/data/practice.ts';
import { auditOf, pointersOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decidePreferences } from '../../../shared/domain/settings-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { replaceBookingPreferences } from './contract.ts';

/** Staff decide anew how openings can be booked; moving an appointment obeys it from the next request on. */
export const handler = api(replaceBookingPreferences, async ({ actor, body, change, version }) => {
  const { practice } = actor;
  const read = practice.preferencesVersion;
  const services = await getAllOf(actor, 'services');
  const { preferences, changes } = granted(decidePreferences({ practice, services, draft: body }));
  const reread = () => getPracticeVersion(actor, 'preferencesVersion');
  const next = await overVersion({ given: version, read, changes, race: 'practice', reread }, (next) =>
    commit(actor, change, {
      writes: [changePractice(actor, 'preferencesVersion', read, { preferences })],
      happenings: [
        {
          type: 'preferences.changed.v1',
          aggregate: { type: 'preferences', id: practice.id },
          sequence: next,
          data: { preferencesVersion: next, changed: pointersOf(changes) },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return { preferences, version: next };
});

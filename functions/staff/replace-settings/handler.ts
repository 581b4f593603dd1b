import { getAllOf, statusIsThere } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { changePractice, getPracticeVersion } from '../../../shared/data/practice.ts';
import { LostRace } from '../../../shared/data/table.ts';
import { auditOf, pointersOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideSettings } from '../../../shared/domain/settings-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { replaceSettings } from './contract.ts';

/** Staff decide anew what clients may do; switching the portal off ends every session with the same write. */
export const handler = api(replaceSettings, async ({ actor, body, change, version }) => {
  const { practice } = actor;
  const read = practice.settingsVersion;
  const statuses = await getAllOf(actor, 'statuses');
  const { changes, newlyNamed, ...decided } = granted(decideSettings({ practice, statuses, draft: body }));
  const reread = () => getPracticeVersion(actor, 'settingsVersion');
  const about = { given: version, read, changes, race: 'practice', reread, final: 'named-status' };
  const next = await overVersion(about, (next) =>
    commit(actor, change, {
      writes: [
        changePractice(actor, 'settingsVersion', read, decided),
        ...newlyNamed.map((id) => statusIsThere(actor, id)),
      ],
      happenings: [
        {
          type: 'settings.changed.v1',
          aggregate: { type: 'settings', id: practice.id },
          sequence: next,
          data: { settingsVersion: next, changed: pointersOf(changes) },
          audit: auditOf(changes),
        },
      ],
    }),
  ).catch(async (error) => {
    // A status that they name has just been deleted: the rule says which.
    if (error instanceof LostRace && error.lost.includes('named-status'))
      granted(decideSettings({ practice, statuses: await getAllOf(actor, 'statuses'), draft: body }));
    throw error;
  });
  return { settings: decided.settings, version: next, policyVersion: decided.policyVersion };
});

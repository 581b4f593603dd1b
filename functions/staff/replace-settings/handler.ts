import { getAllOf } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { changePractice, getPracticeVersion } from '../../../shared/data/practice.ts';
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
  const { changes, ...decided } = granted(decideSettings({ practice, statuses, draft: body }));
  const reread = () => getPracticeVersion(actor, 'settingsVersion');
  const next = await overVersion({ given: version, read, changes, race: 'practice', reread }, (next) =>
    commit(actor, change, {
      writes: [changePractice(actor, 'settingsVersion', read, decided)],
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
  );
  return { settings: decided.settings, version: next, policyVersion: decided.policyVersion };
});

import { commit } from '../../../shared/data/change.ts';
import { changePractice, getPracticeVersion } from '../../../shared/data/practice.ts';
import { auditOf, pointersOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { profileViewOf } from '../../../shared/domain/practice-view.ts';
import { decideProfile } from '../../../shared/domain/settings-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { updatePractice } from './contract.ts';

/** Staff change what their practice is called, how it looks and how it is reached. */
export const handler = api(updatePractice, async ({ actor, body, change, version }) => {
  const { practice } = actor;
  const read = practice.profileVersion;
  const { profile, changes } = granted(decideProfile({ practice, draft: body }));
  const reread = () => getPracticeVersion(actor, 'profileVersion');
  const next = await overVersion({ given: version, read, changes, race: 'practice', reread }, (next) =>
    commit(actor, change, {
      writes: [changePractice(actor, 'profileVersion', read, profile)],
      happenings: [
        {
          type: 'practice.changed.v1',
          aggregate: { type: 'practice', id: practice.id },
          sequence: next,
          data: { profileVersion: next, changed: pointersOf(changes) },
          audit: auditOf(changes),
        },
      ],
    }),
  );
  return profileViewOf({ ...practice, ...profile, profileVersion: next });
});

import { commit } from '../../../shared/data/change.ts';
import { changePractice, claimSlug, getPracticeVersion } from '../../../shared/data/practice.ts';
import { LostRace } from '../../../shared/data/table.ts';
import { auditOf, changesBetween, pointersOf } from '../../../shared/domain/changes.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { slugTaken } from '../../../shared/domain/practice.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { changeSlug } from './contract.ts';

/** Staff give their practice another web address; its old ones stay its own and lead to the new one. */
export const handler = api(changeSlug, async ({ actor, body: { slug }, change, version }) => {
  const { practice } = actor;
  const read = practice.profileVersion;
  const changes = changesBetween({ slug: practice.slug }, { slug });
  const reread = () => getPracticeVersion(actor, 'profileVersion');
  const about = { given: version, read, changes, race: 'practice', reread, final: 'slug' };
  const next = await overVersion(about, (next) =>
    commit(actor, change, {
      writes: [changePractice(actor, 'profileVersion', read, { slug }), claimSlug(actor, slug, change)],
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
  ).catch((error) => {
    if (error instanceof LostRace && error.lost.includes('slug')) return granted(slugTaken());
    throw error;
  });
  return { slug, version: next };
});

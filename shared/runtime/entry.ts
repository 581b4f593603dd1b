import { type Entries, getEntry, putEntry } from '../data/catalogue.ts';
import { type Change, commit, type Happening } from '../data/change.ts';
import type { Scope } from '../domain/actor.ts';
import { auditOf, changesBetween, pointersOf } from '../domain/changes.ts';
import { overVersion } from './version.ts';

/**
 * Replaces an entry of the catalogue over the version that If-Match named, tells of it (`service.changed.v1` and
 * so on) and answers the entry with its new version: `stale-version` (412) where another was faster. Nothing is
 * written where nothing differs.
 */
export async function replaceEntry<K extends keyof Entries>(
  scope: Scope,
  change: Change,
  kind: K,
  about: { given: number; before: Entries[K]; after: Entries[K] },
): Promise<Entries[K]> {
  const { given, before, after } = about;
  const { id, version: read } = before;
  const changes = changesBetween(before, after);
  const reread = () => getEntry(scope, kind, id);
  const version = await overVersion({ given, read, changes, race: kind, reread }, (next) =>
    commit(scope, change, {
      writes: [putEntry(scope, kind, { ...after, version: next }, { version: read })],
      happenings: [
        // Each kind's event says its id under the kind's name.
        {
          type: `${kind}.changed.v1`,
          aggregate: { type: kind, id },
          sequence: next,
          data: { [`${kind}Id`]: id, changed: pointersOf(changes) },
          audit: auditOf(changes),
        } as unknown as Happening,
      ],
    }),
  );
  return { ...after, version };
}

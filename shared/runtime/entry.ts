import { type Entries, getEntry, putEntry } from '../data/catalogue.ts';
import { type Change, commit, type Happening } from '../data/change.ts';
import type { Write } from '../data/table.ts';
import type { Scope } from '../domain/actor.ts';
import { auditOf, changesBetween, pointersOf } from '../domain/changes.ts';
import { overVersion } from './version.ts';

/**
 * Replaces an entry of the catalogue over the version that If-Match named, tells of it (`service.changed.v1` and
 * so on) and answers the entry with its new version: `stale-version` (412) where another was faster. Nothing is
 * written where nothing differs. `writes` go with it.
 */
export async function replaceEntry<K extends keyof Entries>(
  scope: Scope,
  change: Change,
  kind: K,
  about: { given: number; before: Entries[K]; after: Entries[K]; writes?: readonly Write[] },
): Promise<Entries[K]> {
  const { given, before, after, writes = [] } = about;
  const { id, version: read } = before;
  const changes = changesBetween(before, after);
  const reread = () => getEntry(scope, kind, id);
  const version = await overVersion({ given, read, changes, race: kind, reread }, (next) =>
    commit(scope, change, {
      writes: [putEntry(scope, kind, { ...after, version: next }, { version: read }), ...writes],
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

/** Adds an entry to the catalogue, once under an Idempotency-Key, and tells of it (`service.created.v1`). */
export async function createEntry<K extends 'service' | 'location'>(
  scope: Scope,
  change: Change,
  kind: K,
  entry: Entries[K],
): Promise<Entries[K]> {
  const { id, version, archived, ...fields } = entry;
  await commit(scope, change, {
    writes: [putEntry(scope, kind, entry, 'new')],
    happenings: [
      {
        type: `${kind}.created.v1`,
        aggregate: { type: kind, id },
        sequence: version,
        data: { [`${kind}Id`]: id },
        audit: auditOf(changesBetween({}, fields)),
      } as unknown as Happening,
    ],
    answer: entry,
  });
  return entry;
}

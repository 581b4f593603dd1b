import type { Scope } from '../domain/actor.ts';
import type { Practice } from '../domain/practice.ts';
import type { Change } from './change.ts';
import { keys } from './keys.ts';
import { check, getItem, getItems, put, record, update, type Write } from './table.ts';

/** The practice with all its settings: one item. */
export async function getPractice(scope: Scope): Promise<Practice | undefined> {
  const item = await getItem(keys.practice(scope.practiceId));
  return item && record<Practice>(item);
}

/** The names of some practices, by id: for whoever is staff of each. */
export async function getPracticeNames(practiceIds: readonly string[]): Promise<Map<string, string>> {
  const items = await getItems(practiceIds.map((id) => keys.practice(id)));
  return new Map(
    items
      .flatMap((item) => (item ? [record<Practice>(item)] : []))
      .map(({ id, name }) => [id, name] as const),
  );
}

/** The practice that a web address belongs to, and whether the address is the present one (product 1.1). */
export async function findPracticeBySlug(
  slug: string,
): Promise<{ practice: Practice; current: boolean } | undefined> {
  const item = await getItem(keys.slug(slug));
  if (!item) return undefined;
  const practice = await getPractice({ practiceId: String(item.practiceId) });
  return practice && { practice, current: practice.slug === slug };
}

/** Writes of a new practice: its item and its web address, which must be free (`slug` is lost otherwise). */
export const newPractice = (practice: Practice): Write[] => [
  put('practice', keys.practice(practice.id), practice, 'new'),
  put('slug', keys.slug(practice.slug), { practiceId: practice.id }, 'new'),
];

/** The three parts of a practice that are versioned each by itself. */
type Part = 'profileVersion' | 'settingsVersion' | 'preferencesVersion';

/** The present version of one part, strongly consistent: for whoever lost a race. */
export async function getPracticeVersion(scope: Scope, part: Part): Promise<{ version: number } | undefined> {
  const practice = await getPractice(scope);
  return practice && { version: practice[part] };
}

/**
 * Replaces some fields of a practice over the version that was read, raising that part's version by one.
 * Loses the race `practice` where another was faster.
 */
export function changePractice(scope: Scope, part: Part, version: number, fields: Partial<Practice>): Write {
  const names = Object.keys(fields);
  return update('practice', keys.practice(scope.practiceId), {
    set: `SET ${names.map((_, at) => `#f${at} = :f${at}`).join(', ')}${names.length ? ', ' : ''}#part = :next`,
    condition: '#part = :version',
    names: { '#part': part, ...Object.fromEntries(names.map((name, at) => [`#f${at}`, name])) },
    values: {
      ':version': version,
      ':next': version + 1,
      ...Object.fromEntries(names.map((name, at) => [`:f${at}`, fields[name as keyof Practice]])),
    },
  });
}

/** Takes a free web address, or one of the practice's own old ones; `slug` is lost where another has it. */
export const claimSlug = (scope: Scope, slug: string, change: Change): Write =>
  update('slug', keys.slug(slug), {
    set: 'SET practiceId = :practice, claimedAt = :at',
    condition: 'attribute_not_exists(pk) OR practiceId = :practice',
    values: { ':practice': scope.practiceId, ':at': new Date(change.now).toISOString() },
  });

/** The booking preferences are those that were read; loses `practice` where they have been replaced. */
export const preferencesUnchanged = (scope: Scope, version: number): Write =>
  check('practice', keys.practice(scope.practiceId), {
    condition: 'preferencesVersion = :version',
    values: { ':version': version },
  });

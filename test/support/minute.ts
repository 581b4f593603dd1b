import { listDue } from '../../shared/data/due.ts';
import { shardOf } from '../../shared/data/keys.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import { systemChange } from '../../shared/runtime/listen.ts';
import { dealWith } from '../../shared/runtime/overdue.ts';

/** What the minute's sweep does with what is overdue of a practice, and of no others but those of its shard. */
export async function minuteOf({ practiceId }: Scope): Promise<void> {
  const change = systemChange('test', 'test', Date.now(), Date.now);
  const { items } = await listDue(shardOf(practiceId), Date.now(), { limit: 100 });
  for (const due of items) await dealWith(due, change);
}

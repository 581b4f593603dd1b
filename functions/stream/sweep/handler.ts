import type { Change } from '../../../shared/data/change.ts';
import { listDue } from '../../../shared/data/due.ts';
import { countDead, listUnpublished, shards } from '../../../shared/data/outbox.ts';
import type { Moment } from '../../../shared/runtime/delivery.ts';
import { onMinute } from '../../../shared/runtime/listen.ts';
import { logLine } from '../../../shared/runtime/log.ts';
import { dealWith } from '../../../shared/runtime/overdue.ts';
import { publishRows } from '../../../shared/runtime/publishing.ts';
import { sweep } from './contract.ts';

/** The relay has had its chance after this time, milliseconds. */
const leftBehind = 30_000;
/** No new page, message or reminder is begun after this time: the function ends at 55 s. */
const workingTime = 35_000;
const pageSize = 100;

async function publishLeftBehind(shard: number, { now, clock }: Moment): Promise<number> {
  let published = 0;
  let cursor: string | undefined;
  do {
    const { items, next } = await listUnpublished(shard, now - leftBehind, { limit: pageSize, cursor });
    published += (await publishRows(items, now)).published;
    cursor = next ?? undefined;
  } while (cursor && clock() - now < workingTime);
  return published;
}

async function dealWithDue(shard: number, change: Change): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  let cursor: string | undefined;
  const inTime = () => change.clock() - change.now < workingTime;
  do {
    const { items, next } = await listDue(shard, change.now, { limit: pageSize, cursor });
    for (const due of items) {
      if (!inTime()) break;
      done += 1;
      // One that cannot be written must not keep back those behind it.
      await dealWith(due, change).catch((error: unknown) => failures.push(error));
    }
    cursor = next ?? undefined;
  } while (cursor && inTime());
  if (failures.length > 0) throw failures[0];
  return done;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Does the work for every shard; what fails for one leaves the others alone and ends up in the dead letters. */
async function inEachShard(
  work: (shard: number) => Promise<number>,
): Promise<{ done: number; failures: unknown[] }> {
  const results = await Promise.allSettled(shards.map(work));
  return {
    done: sum(results.map((result) => (result.status === 'fulfilled' ? result.value : 0))),
    failures: results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
  };
}

/** What the stream lost or a crash left half done is finished within a minute: the promise behind relay and listeners. */
export const handler = onMinute(sweep, async (change) => {
  const [events, due, dead] = await Promise.all([
    inEachShard((shard) => publishLeftBehind(shard, change)),
    inEachShard((shard) => dealWithDue(shard, change)),
    countDead(),
  ]);
  if (dead > 0) logLine('error', { alarm: 'event-dead', dead });
  const [failure] = [...events.failures, ...due.failures];
  if (failure) throw failure;
  return { published: events.done, due: due.done, dead };
});

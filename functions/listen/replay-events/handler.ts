import { listFeed } from '../../../shared/data/feed.ts';
import { getReplay, saveReplay } from '../../../shared/data/replay.ts';
import { LostRace } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { isReplayed, type Replay } from '../../../shared/domain/replay.ts';
import { publish } from '../../../shared/gateway/bus.ts';
import { onEvent, systemChange } from '../../../shared/runtime/listen.ts';
import { replayEvents } from './contract.ts';

/** No new page is begun after this time, milliseconds: the function ends at 60 s. */
const workingTime = 35_000;
const pageSize = 100;

/** Publishes the next page. Throws where the bus did not take it all: the retry begins with this page again. */
async function replayPage(scope: Scope, replay: Replay) {
  const range = { from: Date.parse(replay.from), before: Date.parse(replay.to) };
  const page = await listFeed(scope, range, { limit: pageSize, after: replay.position });
  const chosen = page.items.filter(({ type }) => isReplayed(replay, type));
  const fates = await publish(
    chosen.map(({ type, detail: { metadata, data } }) => ({
      type,
      metadata: { ...metadata, cause: 'replay' as const },
      data,
    })),
  );
  if (fates.includes('again')) throw new Error('The bus did not take all events of a page of a replay.');
  const progress = { position: page.next, published: replay.published + chosen.length };
  return { progress, isAtEnd: page.isAtEnd };
}

/**
 * A replay goes on from where it was saved, page by page (product 8.1); a run that ends before the replay does
 * leaves an event for the next one. A page may go out twice after a crash, with the same ids.
 */
export const handler = onEvent(replayEvents, async ({ metadata, now, clock }) => {
  const scope = { practiceId: metadata.practiceId };
  const change = systemChange(replayEvents.name, metadata.correlationId, now, clock);
  let replay = await getReplay(scope, metadata.aggregate.id);
  const begunWith = replay?.published ?? 0;
  try {
    while (replay?.state === 'running') {
      const { progress, isAtEnd } = await replayPage(scope, replay);
      const isLate = clock() - now >= workingTime;
      const after = isAtEnd ? 'end' : isLate ? 'another-run' : 'more';
      replay = await saveReplay(scope, change, replay, progress, after);
      if (after === 'another-run') break;
    }
  } catch (error) {
    // The same event came twice, and the other run of it was faster.
    if (!(error instanceof LostRace)) throw error;
  }
  return { replay: replay?.id, published: (replay?.published ?? 0) - begunWith };
});

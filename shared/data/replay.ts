import type { Scope } from '../domain/actor.ts';
import { Refused } from '../domain/decision.ts';
import type { EventData, EventType } from '../domain/event.ts';
import type { Replay } from '../domain/replay.ts';
import { type Change, commit, type Happening } from './change.ts';
import { keys } from './keys.ts';
import { firstIdAt } from './log-month.ts';
import { encodeCursor, getItem, LostRace, put, record, remove, transact, type Write } from './table.ts';

/** Replays are kept so long, seconds. */
const kept = 90 * 24 * 3600;
/** One that never came to its end bars the next for so long, seconds. */
const longestRun = 6 * 3600;

const seconds = (instant: number) => Math.floor(instant / 1000);

const putReplay = (scope: Scope, replay: Replay, when: 'new' | { version: number }): Write =>
  put(
    'replay',
    keys.replay(scope.practiceId, replay.id),
    { ...replay, expiresAt: seconds(Date.parse(replay.startedAt)) + kept },
    when,
  );

/** What happened to a replay; its own events are never replayed. */
const told = <T extends 'replay.started.v1' | 'replay.continued.v1' | 'replay.finished.v1'>(
  replay: Replay,
  type: T,
  data: EventData<T>,
): Happening<T> => ({ type, aggregate: { type: 'replay', id: replay.id }, sequence: replay.version, data });

/** One replay of the practice. */
export async function getReplay(scope: Scope, replayId: string): Promise<Replay | undefined> {
  const item = await getItem(keys.replay(scope.practiceId, replayId));
  return item && record<Replay>(item);
}

/** A replay that is about to begin. */
export const newReplay = (it: {
  id: string;
  from: string;
  to: string;
  types: EventType[] | null;
  now: number;
}): Replay => ({
  id: it.id,
  state: 'running',
  from: it.from,
  to: it.to,
  types: it.types,
  position: encodeCursor(firstIdAt(Date.parse(it.from))),
  published: 0,
  startedAt: new Date(it.now).toISOString(),
  finishedAt: null,
  version: 1,
});

/** Begins a replay; the event that tells of it sets the work going. `replay-running` while another one runs. */
export async function beginReplay(scope: Scope, change: Change, replay: Replay, answer: unknown) {
  const { id, from, to, types } = replay;
  const bar = { replayId: id, expiresAt: seconds(change.now) + longestRun };
  try {
    await commit(scope, change, {
      writes: [
        putReplay(scope, replay, 'new'),
        put('running', keys.runningReplay(scope.practiceId), bar, { expiredBy: seconds(change.now) }),
      ],
      happenings: [
        {
          ...told(replay, 'replay.started.v1', { replayId: id, from, to, types }),
          audit: { after: { from, to, types } },
        },
      ],
      answer,
    });
  } catch (error) {
    if (!(error instanceof LostRace && error.lost.includes('running'))) throw error;
    throw new Refused({
      code: 'replay-running',
      detail: 'Another replay of this practice is running. Start this one when that is finished.',
    });
  }
}

/** What comes after a page of a replay: more of it at once, more of it in another run, or its end. */
type After = 'more' | 'another-run' | 'end';

/**
 * Saves how far a replay has come (over the version that was read; `LostRace` where another run was faster).
 * With another run needed, or at the end, the event that says so is in the same transaction: neither is lost.
 */
export async function saveReplay(
  scope: Scope,
  change: Change,
  before: Replay,
  progress: Pick<Replay, 'position' | 'published'>,
  after: After,
): Promise<Replay> {
  const isOver = after === 'end';
  const replay: Replay = {
    ...before,
    ...progress,
    version: before.version + 1,
    ...(isOver && { state: 'finished', finishedAt: new Date(change.clock()).toISOString() }),
  };
  const writes = [putReplay(scope, replay, { version: before.version })];
  const data = { replayId: replay.id, published: replay.published };
  if (after === 'more') await transact(writes);
  else
    await commit(scope, change, {
      writes: isOver ? [...writes, remove('running', keys.runningReplay(scope.practiceId))] : writes,
      happenings: [told(replay, isOver ? 'replay.finished.v1' : 'replay.continued.v1', data)],
    });
  return replay;
}

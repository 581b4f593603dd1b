import { decideAgain, LostRace } from '../data/table.ts';
import type { FieldChange } from '../domain/changes.ts';
import { type RefusalCode, Refused } from '../domain/decision.ts';

const stale = (current: number): Refused =>
  new Refused({
    code: 'stale-version',
    detail: 'Someone changed this while you had it open. Read it again, then repeat your change.',
    current,
  });

/**
 * The version that If-Match named, where it was sent, is the one that was read; else `stale-version` (412) with the
 * present one.
 */
export function requireVersion(given: number | undefined, read: number): void {
  if (given !== undefined && given !== read) throw stale(read);
}

/** A change over a version: the one that If-Match named, and the one that was just read. */
interface Versioned {
  given: number;
  read: number;
  /** What changes; nothing is written where nothing does, and the version stays. */
  changes: readonly FieldChange[];
  /** The name of the write whose condition is the version. */
  race: string;
  /** Reads the present version, after a lost race. */
  reread: () => Promise<{ version: number } | undefined>;
  /** A race that the caller answers: no other try wins it. */
  final?: string;
}

/**
 * Writes over the version that If-Match named and answers the new one: `stale-version` (412) with the present
 * version where that is not the one that was read, also where another writer was faster in between.
 */
export async function overVersion(about: Versioned, write: (next: number) => Promise<void>): Promise<number> {
  const { given, read, changes, race, reread, final = race } = about;
  requireVersion(given, read);
  if (changes.length === 0) return read;
  try {
    // Contention on another item of the transaction is only worth another try.
    await decideAgain(() => write(read + 1), ['idempotency', race, final]);
    return read + 1;
  } catch (error) {
    if (!(error instanceof LostRace && error.lost.includes(race))) throw error;
    throw stale((await reread())?.version ?? 0);
  }
}

/** What a record read before may explain, when the day sheets were read after its next change. */
const explained: readonly RefusalCode[] = ['taken', 'not-undoable', 'offer-over'];

/**
 * Decides from a record and from what was read after it; the no that somebody has the time counts only if the
 * record is still as it was read, else it is decided again: its own next time, which the sheets have already, is
 * in nobody's way, and whoever was faster is told of instead (product 5.5).
 */
export async function asItWasRead<T>(
  before: { version: number },
  reread: () => Promise<{ version: number } | undefined>,
  decide: () => Promise<T>,
): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof Refused && explained.includes(error.refusal.code))) throw error;
    if ((await reread())?.version !== before.version) throw new LostRace(['record']);
    throw error;
  }
}

import { randomInt } from 'node:crypto';
import { allMistakes, withMistake } from '../support/model/bugs.ts';
import { type Search, searchHistories } from '../support/model/histories.ts';
import { ownClocks } from '../support/own-clock.ts';
import type { BenchRow } from './row.ts';

/** Random histories of booking by the thousand, of which the gate tries a hundred. */

const text = (number: number) => number.toLocaleString('en-GB');

async function timed(search: () => Promise<Search>): Promise<Search & { seconds: number }> {
  const began = performance.now();
  return { ...(await search()), seconds: (performance.now() - began) / 1000 };
}

/** Rows for the report: what random histories came to, and how soon each mistake put in on purpose is found. */
export async function bench({
  count = 2000,
  seed = Number(process.env.SEED ?? randomInt(2 ** 30)),
  told = (_: string) => {},
} = {}): Promise<BenchRow[]> {
  const restore = ownClocks();
  try {
    told(`SEED=${seed}`);
    const { seen, found, seconds } = await timed(() => searchHistories({ count, seed, told }));
    if (found !== null) told(found);
    const right: BenchRow = {
      name: `random histories of booking: ${text(seen.steps)} steps, ${text(seen.races)} rounds with losers`,
      value: `${text(seen.histories)} in ${(seconds / 60).toFixed(1)} min: ${found === null ? 'nothing wrong' : `wrong with SEED=${seed}`}`,
      aim: 'nothing wrong',
      wrong: found !== null || seen.histories < count,
    };
    const mistakes: BenchRow[] = [];
    for (const mistake of allMistakes) {
      const missed = await timed(() =>
        withMistake(mistake, () => searchHistories({ count: 100, seed, shorten: false })),
      );
      mistakes.push({
        name: `- put in on purpose: ${mistake}`,
        value: missed.found === null ? 'missed' : `found among ${missed.seen.histories + 1}`,
        aim: 'found',
        wrong: missed.found === null,
      });
    }
    return [right, ...mistakes];
  } finally {
    restore();
  }
}

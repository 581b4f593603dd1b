import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standingClock } from '../support/clock.ts';
import { allMistakes, withMistake } from '../support/model/bugs.ts';
import { type Search, searchHistories } from '../support/model/histories.ts';
import { deeds } from '../support/model/steps.ts';
import { ownClocks } from '../support/own-clock.ts';
import { ownTable } from '../support/own-table.ts';
import { seed } from '../support/random.ts';

standingClock();
ownTable();

let restore: () => void;
beforeAll(() => {
  restore = ownClocks();
});
afterAll(() => restore());

describe('a hundred random histories of clients, strangers, staff and the sweep, many at once', () => {
  let search: Search;
  beforeAll(async () => {
    search = await searchHistories({ count: 100, seed });
  }, 600_000);

  test('[4.4] [4.5] [5.5] end with no time taken twice, no hold left, one decision for each state, one event for each change', () => {
    expect(search.found, `SEED=${seed} finds it again:\n${search.found}`).toBeNull();
    expect(search.seen.histories).toBeGreaterThanOrEqual(100);
  });

  test('[4.4] [4.5] [5.5] did everything that can be done, alone and in races', () => {
    const { outcomes, foretold, races } = search.seen;
    // Of each deed that anybody may do, a hundred histories do it with success.
    const done = deeds.filter((deed) => outcomes.has(`${deed} yes`));
    expect(done).toEqual([...deeds]);
    expect(foretold).toBeGreaterThan(100);
    expect(races).toBeGreaterThan(100);
  });
});

describe('the same search finds the mistake', () => {
  test.each(allMistakes)(
    '[5.5] that %s',
    async (mistake) => {
      const { found } = await withMistake(mistake, () =>
        searchHistories({ count: 60, seed, shorten: false }),
      );
      expect(found, `SEED=${seed} did not find it`).not.toBeNull();
    },
    300_000,
  );
});

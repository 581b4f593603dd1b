import { expect, test } from 'vitest';
import { disagreements } from '../../bench/openings.ts';

/** The controls share no date arithmetic with the engine, nor with one another. */
test('[4.3] answers 2,000 random questions, over many zones and both clock changes, as luxon and temporal-polyfill do', async () => {
  expect(await disagreements(2000, 4_3)).toEqual([]);
}, 600_000);

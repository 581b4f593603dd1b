import { getPractice } from '../../../shared/data/practice.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { found, Refused } from '../../../shared/domain/decision.ts';

/** How long a look at the practice counts, milliseconds. */
const GOOD_FOR = 2_000;

/**
 * Looks, before each write of an import, whether writes of the practice have ended meanwhile (product 1.1): at most
 * every two seconds. A write ends within ten, and whoever froze the practice waits for fifteen. Refusal: `frozen`.
 */
export function permitOf(scope: Scope, clock: () => number): () => Promise<void> {
  let looked: { at: number; frozen: Promise<boolean> } | undefined;
  return async () => {
    if (!looked || clock() - looked.at > GOOD_FOR)
      looked = { at: clock(), frozen: getPractice(scope).then((practice) => found(practice).frozen) };
    if (await looked.frozen)
      throw new Refused({
        code: 'frozen',
        detail: 'The practice is being changed over. Please try again in a few minutes.',
      });
  };
}

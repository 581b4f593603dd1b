import { Refused } from '../domain/decision.ts';
import type { Practice } from '../domain/practice.ts';
import { env } from './env.ts';

/**
 * Requests about a practice are answered in its home region only (421 elsewhere), and writes wait while its home
 * or its zone is being changed (503): product 1.1, 9.1.
 */
export function requireHome(practice: Pick<Practice, 'homeRegion' | 'frozen'>, writes: boolean): void {
  if (practice.homeRegion !== env('region'))
    throw new Refused({
      code: 'wrong-region',
      detail: 'This practice is at home in another region. Send the request there.',
      home: practice.homeRegion,
    });
  if (practice.frozen && writes)
    throw new Refused({
      code: 'frozen',
      detail: 'The practice is being changed over. Please try again in a few minutes.',
      retryAfterSeconds: 60,
    });
}

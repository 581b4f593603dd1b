import type { Problem } from '../api/answer.ts';

/** What a problem says on the page where it happened: what, why, what next. */
export function problemText(problem: Problem): string {
  switch (problem.code) {
    case 'offline':
      return 'You are offline. What you typed is kept.';
    case 'busy':
    case 'frozen':
    case 'validation':
    case 'wrong-region':
    case 'forbidden':
    case 'in-use':
    case 'requests-open':
    case 'taken':
    case 'already-decided':
    case 'not-undoable':
    case 'offer-over':
      return problem.detail;
    default:
      return 'Something went wrong on our side. Please try again.';
  }
}

/** The same after a write that nobody answered, however often it was sent. */
export const sendingProblemText = (problem: Problem): string =>
  problem.code === 'no-answer'
    ? 'We could not find out whether that worked. Press the button again. It will not happen twice.'
    : problemText(problem);

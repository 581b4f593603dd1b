import { useState } from 'preact/hooks';
import type { Mistake } from '../parts/mistakes.ts';

/** One answer that a step cannot do without; `field` is the element that a press in the box leads to. */
export function useAnswer(given: boolean, words: string, field: string) {
  const [attempt, setAttempt] = useState(0);
  const mistake = attempt > 0 && !given ? words : undefined;
  const mistakes: Mistake[] = mistake ? [{ text: mistake, field }] : [];
  return {
    mistake,
    /** What the frame of the step needs. */
    framed: { mistakes, attempt },
    /** Goes on if there is an answer; else says so. */
    goOn: (on: () => void) => (given ? on() : setAttempt(attempt + 1)),
  };
}

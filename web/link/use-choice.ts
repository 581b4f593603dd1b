import { useState } from 'preact/hooks';
import type { Mistake } from '../parts/mistakes.ts';
import type { Link } from './flow.ts';
import type { State } from './state.ts';

/** Choosing one time and going on with it; "Choose a time" where none is chosen. */
export function useChoice(link: Link, state: State) {
  const [attempt, setAttempt] = useState(0);
  const mistake = attempt > 0 && state.chosen === null ? 'Choose a time' : undefined;
  return {
    mistake,
    attempt,
    /** For the box; `field` is the element that a press on it leads to. */
    mistakes: (field: string): Mistake[] => (mistake ? [{ text: mistake, field }] : []),
    choose: (startsAt: string) => link.tell({ type: 'chose', startsAt }),
    goOn: () => (state.chosen === null ? setAttempt(attempt + 1) : link.go('check')),
  };
}

import { createDecisions } from './decisions.ts';
import { createEntry } from './entry.ts';
import { createSearch } from './search.ts';
import { createVisit } from './visit.ts';

/**
 * The page behind an appointment link: what it knows, and the verbs of its screens. Verbs that may come to a
 * problem answer the one that their screen has to show, or null.
 */
export function createLink() {
  const visit = createVisit();
  const entry = createEntry(visit);
  return {
    get state() {
      return visit.state;
    },
    onChange: visit.onChange,
    tell: visit.tell,
    go: visit.go,
    start: entry.start,
    open: entry.open,
    signInAgain: entry.signInAgain,
    signOut: entry.signOut,
    /** Reads again what the page is about, or first finds out whose it is. */
    read: () => (visit.state.appointmentId === null ? entry.resume() : visit.read()),
    ...createSearch(visit),
    ...createDecisions(visit),
  };
}

export type Link = ReturnType<typeof createLink>;

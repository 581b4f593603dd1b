import { createDecisions } from './decisions.ts';
import { createEntry } from './entry.ts';
import { createSearch } from './search.ts';
import { createVisit, type Visit } from './visit.ts';
import { createWaiting } from './waiting.ts';

/** How a page's visitors come in and go out. */
type Entry = Pick<
  ReturnType<typeof createEntry>,
  'start' | 'open' | 'sendAgain' | 'signInAgain' | 'signOut' | 'resume'
>;

/**
 * What a page for clients knows, and the verbs of its screens, over its own way in. Verbs that may come to a
 * problem answer the one that their screen has to show, or null.
 */
export function createFlow(visit: Visit, entry: Entry) {
  return {
    get state() {
      return visit.state;
    },
    onChange: visit.onChange,
    tell: visit.tell,
    go: visit.go,
    start: entry.start,
    about: visit.about,
    open: entry.open,
    sendAgain: entry.sendAgain,
    signInAgain: entry.signInAgain,
    signOut: entry.signOut,
    /** Reads again what the page is about, or first finds out whose it is. */
    read: () => (visit.state.appointmentId === null ? entry.resume() : visit.read()),
    ...createSearch(visit),
    ...createDecisions(visit),
    ...createWaiting(visit),
  };
}

export type Link = ReturnType<typeof createFlow>;

/** The page behind an appointment link. */
export function createLink(): Link {
  const visit = createVisit();
  return createFlow(visit, createEntry(visit));
}

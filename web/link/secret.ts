/**
 * The link's secret. It comes in the fragment, which browsers send to nobody, and leaves the address before
 * anything else happens, so that it is in no history, no referrer and no screenshot. A reload needs it again
 * while the details are not checked, so the tab keeps it; it opens nothing without them.
 */

const NAME = 'portico-link';

/** Takes the secret out of the address; null if there is none. */
export function takeToken(): string | null {
  const fragment = location.hash.slice(1);
  if (fragment === '') return null;
  history.replaceState(history.state, '', location.pathname);
  keepToken(fragment);
  return fragment;
}

/** Keeps the secret with this tab, or forgets it. A browser that stores nothing does without. */
export function keepToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, token);
  } catch {
    // Storage is blocked: after a reload the link has to be opened again.
  }
}

/** The secret that this tab keeps; null if it has none. */
export function keptToken(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}

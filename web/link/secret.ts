/**
 * The link's secret. It comes in the fragment, which browsers send to nobody, and leaves the address before
 * anything else happens, so that it is in no history, no referrer and no screenshot. A reload needs it again
 * while the details are not checked, so the tab keeps it; it opens nothing without them.
 */

const NAME = 'portico-link';

/** Takes the fragment out of the address; null if there is none. */
export function takeFragment(): string | null {
  const fragment = location.hash.slice(1);
  if (fragment === '') return null;
  history.replaceState(history.state, '', location.pathname);
  return fragment;
}

/** The same, kept with this tab. */
export function takeToken(): string | null {
  const token = takeFragment();
  if (token !== null) keepToken(token);
  return token;
}

/** Keeps the secret with this tab, or forgets it. */
export const keepToken = (token: string | null): void => keepInTab(NAME, token);

/** The secret that this tab keeps; null if it has none. */
export const keptToken = (): string | null => keptInTab(NAME);

/** Keeps something under a name until the tab is closed, or forgets it. A browser that stores nothing does without. */
export function keepInTab(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // Storage is blocked: after a reload it has to be given again.
  }
}

/** What this tab keeps under a name; null if nothing. */
export function keptInTab(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

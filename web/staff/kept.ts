/**
 * What this tab keeps over the way to the identity provider and back: a sign-in that was begun, and what was
 * typed and not saved yet. Texts and choices of the practice; never anything about a client.
 */

const PREFIX = 'portico-staff-';

/** Keeps a value under a name, or forgets it. A browser that stores nothing does without. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage is blocked: signing in again will not work, and nothing is kept over a reload.
  }
}

/** What is kept under a name; null if nothing is. */
export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Forgets everything: somebody signs out. */
export function forgetAll(): void {
  try {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept either.
  }
}

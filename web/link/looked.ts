import type { Opening } from '../api/client.ts';

/** A time that was chosen; its place, null for none, where that was chosen with it. */
export interface Chosen {
  startsAt: string;
  zone?: string;
  locationId?: string | null;
}

/** The free times looked at so far, up to a local date (exclusive). */
export interface Looked<T extends Opening = Opening> {
  openings: T[];
  to: string;
  /** There is no point in looking further. */
  whole: boolean;
}

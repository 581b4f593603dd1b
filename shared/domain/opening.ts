import type { BookingPreferences } from './availability.ts';
import type { BusyTime } from './day-sheet.ts';
import type { Hours } from './working-time.ts';

/** The appointment or request that is to be moved: epoch milliseconds. */
export interface Moving {
  startsAt: number;
  endsAt: number;
  locationId: string | null;
}

/** Everything that decides what can be booked with one clinician. */
export interface OpeningsQuestion extends Hours {
  /** `change`: of an appointment, which awaits nothing; it obeys the same notice (product 4.3). */
  purpose: 'booking' | 'change';
  preferences: BookingPreferences;
  /** Of the service. A move keeps its own duration instead. */
  durationMinutes: number;
  busy: readonly BusyTime[];
  /** Keeps its location and duration, and its own time does not count as busy (product 4.3). */
  moving?: Moving | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Local dates like `2026-11-21`, each meaning its first instant in the zone of the location; `to` is exclusive. */
export interface DateRange {
  from: string;
  to: string;
}

/** A time that can be booked: epoch milliseconds, with what the wall clock of its location reads. */
export interface Opening {
  startsAt: number;
  endsAt: number;
  locationId: string | null;
  zone: string;
  /** Like `2026-11-21T09:30`. Two openings have the same one where the clocks repeat it. */
  localTime: string;
}

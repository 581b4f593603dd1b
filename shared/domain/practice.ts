import type * as z from 'zod';
import type { BookingPreferences } from './availability.ts';
import { type Decision, refuseFields } from './decision.ts';
import type { practiceId } from './id.ts';
import type { Profile } from './profile.ts';
import type { Settings } from './settings.ts';

/** What a practice has paid for (product 1.10); the operator sets it. Left out: everything. */
export interface Plan {
  /** Without it the client portal and online booking read as off. */
  bookingAddOn: boolean;
  /** Clients ask for appointments themselves. */
  selfScheduling: boolean;
}

/** One item: everything that a request has to know about its practice. */
export interface Practice extends Profile {
  id: z.infer<typeof practiceId>;
  slug: string;
  homeRegion: string;
  /** Writes are refused while its zone or home changes. */
  frozen: boolean;
  /** The change of zone that is going on (product 1.1). */
  zoneChangeId?: string | null;
  /** Sessions of an older epoch are dead: raised whenever the portal is switched off (product 1.4). */
  sessionEpoch: number;
  profileVersion: number;
  settingsVersion: number;
  preferencesVersion: number;
  /** The version of the policy text that clients accept (product 1.8): raised when the text changes. */
  policyVersion: number;
  settings: Settings;
  plan?: Plan;
  preferences: BookingPreferences;
  /** Key of the HMAC that stands for e-mail addresses in keys of the table: random, never leaves it. */
  addressKey: string;
  createdAt: string;
}

/** The no about a web address that another practice has, or had (product 1.1). */
export const slugTaken = (): Decision<never> =>
  refuseFields(
    [{ pointer: '/slug', code: 'taken', message: 'Another practice has this address. Choose another.' }],
    'slug-taken',
  );

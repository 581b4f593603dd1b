import * as z from 'zod';
import type { BookingPreferences } from './availability.ts';
import { type Decision, refuseFields } from './decision.ts';
import type { practiceId } from './id.ts';
import type { Settings } from './settings.ts';
import { isZone } from './zone.ts';

/** Words that a web address may not be: Portico's own paths, and names that would mislead (product 1.1). */
export const reservedSlugs = new Set(
  'about account admin api app assets auth billing booking calendar client clients console docs health help home login logout mail new operator pay portal portals portico practice practices privacy problems security settings sign-in signin sign-out staff static status support system terms test www'.split(
    ' ',
  ),
);

export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/, 'Use 3 to 40 of a-z, 0-9 and hyphens between them.')
  .refine((value) => !reservedSlugs.has(value), 'This address is reserved. Choose another.');

/** A web address in a path; one that cannot be is simply not there. */
export const slugInPath = z.string().regex(/^[a-z0-9-]{3,40}$/);

export const zone = z.string().max(64).refine(isZone, 'Use an IANA time zone like Europe/London.');

export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Use a colour like #0b5cad.');

/** ISO 3166-1 alpha-2, for postcodes and phone numbers. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'Use a two-letter country code like GB.');

export const phoneText = z.string().trim().min(3).max(40);

/** The part of a practice that staff edit as its profile (product 1.1). */
export const profile = z.strictObject({
  name: z.string().trim().min(1).max(120),
  logoUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  colour,
  phone: phoneText,
  email: z.email().max(254),
  zone,
  country,
});
export type Profile = z.infer<typeof profile>;

/** Regions that have a name and are no countries: unions, tests of software, and "unknown". */
const notCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Whether a code is a country's own: `UK` names one too, whose postcodes and numbers are looked up as `GB`. */
const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) &&
  !notCountries.has(code) &&
  new Intl.Locale(`und-${code}`).region === code &&
  new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;

/**
 * What staff change of it (product 1.1): the name stands in subjects and texts, the phone is what every refusal ends
 * with, and by the country postcodes and numbers are read.
 */
export const profileDraft = profile
  .extend({
    name: profile.shape.name.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u, 'Write the name on one line.'),
    phone: phoneText.regex(
      /^\+?(?:[ ().\-/]*\d){3,}[ ().\-/]*$/,
      'Write a phone number that can be dialled, like 020 7946 0123.',
    ),
    country: z.string().refine(isCountry, 'Use the two-letter code of a country, like GB.'),
  })
  .partial();

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

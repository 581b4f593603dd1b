import * as z from 'zod';
import { zone } from './zone-name.ts';

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Use a colour like #0b5cad.');

/** ISO 3166-1 alpha-2, for postcodes and phone numbers. */
const country = z.string().regex(/^[A-Z]{2}$/, 'Use a two-letter country code like GB.');

const phoneText = z.string().trim().min(3).max(40);

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

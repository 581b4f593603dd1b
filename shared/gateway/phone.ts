import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

const shape = /^\+[1-9]\d{6,14}$/;

/**
 * A telephone number as people write it, in E.164; null where it cannot be one. It need not be in service, only
 * of a length that the country has: the numbers set aside for examples count too, landlines as well.
 * @param country ISO 3166-1 alpha-2, for numbers without a country of their own
 */
export function e164(text: string, country: string): string | null {
  const home = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, home && { defaultCountry: home, extract: false });
  return parsed?.isPossible() && shape.test(parsed.number) && !parsed.ext ? parsed.number : null;
}

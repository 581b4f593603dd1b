/**
 * Postcodes by country (ISO 3166-1 alpha-2). What is written to a record is checked; what is compared is not:
 * a client who lives elsewhere may have a code of another shape than the practice's country has.
 */

const zipCountries = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP']);
const britishCountries = new Set(['GB', 'GG', 'JE', 'IM']);

/** Without case, spaces and hyphens, which nobody can be expected to remember (product 2.8). */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');

/**
 * A postcode as it is written, or undefined for what is none. British codes must have the shape of one
 * (whether it exists is not checked) and get their space; ZIP codes have five digits, or nine; of every other
 * country two to ten letters and digits pass, only tidied.
 */
export function normalisePostcode(text: string, country: string): string | undefined {
  const code = bare(text);
  if (britishCountries.has(country))
    return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code)
      ? `${code.slice(0, -3)} ${code.slice(-3)}`
      : undefined;
  if (isPlaceholder(code)) return undefined;
  if (zipCountries.has(country))
    return /^\d{5}(?:\d{4})?$/.test(code) ? code.replace(/^(\d{5})(\d{4})$/, '$1-$2') : undefined;
  return /^[A-Z\d]{2,10}$/.test(code) ? text.trim().toUpperCase().replace(/\s+/g, ' ') : undefined;
}

/** What old systems write where they have no postcode: nothing at all, or zeros only. */
const isPlaceholder = (code: string) => /^0*$/.test(code);

/**
 * What is compared of a postcode; undefined where there is nothing to compare: none, or a placeholder like
 * 00000. Of a nine-digit ZIP code the first five count, since few people know the rest of their own.
 */
export function postcodeKey(text: string | null, country: string): string | undefined {
  const code = bare(text ?? '');
  if (isPlaceholder(code)) return undefined;
  return zipCountries.has(country) && /^\d{9}$/.test(code) ? code.slice(0, 5) : code;
}

import * as z from 'zod';

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

import * as z from 'zod';

/** One value that differs between two states of a document, as the API tells it. */
export const fieldChange = z.object({
  pointer: z.string().meta({ description: 'JSON pointer (RFC 6901) into the document.' }),
  before: z.unknown(),
  after: z.unknown(),
});

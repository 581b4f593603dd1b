import * as z from 'zod';

/** Names the system that a file comes from: ids of two systems never mean the same record. */
export const importSource = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Use 1 to 40 of a-z, 0-9 and hyphens between them.')
  .meta({ examples: ['old-system'] });

/** The source of a file that names none. */
export const DEFAULT_SOURCE = 'import';

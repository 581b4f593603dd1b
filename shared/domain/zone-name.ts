import * as z from 'zod';
import { isZone } from './zone.ts';

/** The name of a time zone, as people choose one (product 1.1, 4.1). */
export const zone = z.string().max(64).refine(isZone, 'Use an IANA time zone like Europe/London.');

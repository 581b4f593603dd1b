import * as z from 'zod';

/**
 * Why an entry of the waiting list ended (product 4.5): its offer was taken; the appointment was cancelled or
 * deleted, has begun, went to another clinician, or was moved to an earlier time.
 */
export const endReason = z.enum(['accepted', 'called-off', 'begun', 'handed-over', 'moved-earlier']);
export type EndReason = z.infer<typeof endReason>;

/** What a practice's own statuses may stand for (product 1.7). */
export const statusKinds = ['booked', 'attended', 'no-show', 'cancelled', 'late-cancelled'] as const;
export type StatusKind = (typeof statusKinds)[number];

/** Kinds of status that give the time back (product 1.7); all others keep it taken. */
export const freesTheTime = (kind: string): boolean => kind === 'cancelled' || kind === 'late-cancelled';

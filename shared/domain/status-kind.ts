/** Kinds of status that give the time back (product 1.7); all others keep it taken. */
export const freesTheTime = (kind: string): boolean => kind === 'cancelled' || kind === 'late-cancelled';

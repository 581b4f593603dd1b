/** Texts of one practice in a UTC day: to one number, and altogether, so that a mistake cannot cost a fortune. */
export const mostTexts = { toNumber: 3, ofPractice: 1_000 } as const;

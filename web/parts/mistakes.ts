/** One thing to mend, and the id of the field that a press on it leads to. */
export interface Mistake {
  text: string;
  field: string;
}

/** "Check 2 answers", the title of an error box. */
export const boxTitle = (count: number): string => `Check ${count} ${count === 1 ? 'answer' : 'answers'}`;

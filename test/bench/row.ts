/** One line of the report. */
export interface BenchRow {
  name: string;
  value: string;
  /** How many times the control takes what Portico takes, or the share that Portico takes: the aim says which. */
  ratio?: number;
  aim?: string;
  /** A control that gives another answer, or a count beyond its bound: the run fails. */
  wrong?: boolean;
}

/** The middle one of some numbers. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

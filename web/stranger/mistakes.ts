import type { DatePart } from '../link/date-of-birth.ts';

/** What is amiss with each answer, in words that say what to do. */
export interface PersonMistakes {
  givenName?: string;
  familyName?: string;
  email?: string;
  phone?: string;
  date?: { message: string; parts: DatePart[] };
  postcode?: string;
}

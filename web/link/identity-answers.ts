import { writesMonthFirst } from '../../shared/domain/when.ts';
import type { Problem } from '../api/answer.ts';
import type { Portal } from '../api/client.ts';
import { boxTitle, type Mistake } from '../parts/mistakes.ts';
import { type DatePart, partsInOrder, readDateOfBirth } from './date-of-birth.ts';
import type { Typed } from './state.ts';

/** What is sent to prove who someone is. */
export interface IdentityAnswers {
  dateOfBirth: string;
  postcode: string;
}

/** What there is to say about the answers, beside each field; `mismatch` is about both at once. */
export interface Checked {
  answers?: IdentityAnswers;
  date?: { message: string; parts: DatePart[] };
  postcode?: string;
  mismatch?: boolean;
}

/** "postcode", as the country calls it. */
export const postcodeName = (country: string): string =>
  writesMonthFirst(country) ? 'ZIP code' : 'postcode';

/** Reads what was typed; `today` is the date in the practice's zone. Whole answers, or what is amiss. */
export function checkAnswers(typed: Typed, { country }: Portal, today: string): Checked {
  const read = readDateOfBirth(typed, today);
  const postcode = typed.postcode.trim();
  if ('date' in read && postcode !== '') return { answers: { dateOfBirth: read.date, postcode } };
  return {
    ...('message' in read && { date: read }),
    ...(postcode === '' && { postcode: `Enter your ${postcodeName(country)}` }),
  };
}

/** What the server said of the fields, or that the two do not match; null where it is about neither. */
export function refusedAnswers({ code, errors = [] }: Problem): Checked | null {
  if (code === 'identity-mismatch') return { mismatch: true };
  const at = (field: string) => errors.find(({ pointer }) => pointer === field)?.message;
  const [date, postcode] = [at('/dateOfBirth'), at('/postcode')];
  if (date === undefined && postcode === undefined) return null;
  return {
    ...(date !== undefined && { date: { message: date, parts: ['day', 'month', 'year'] } }),
    ...(postcode !== undefined && { postcode }),
  };
}

/** The id of a box of the date. */
export const boxId = (part: DatePart): string => `dob-${part}`;

/** The error box of what is amiss: its title and its lines, each with the field that it leads to. */
export function identityMistakes(checked: Checked, portal: Portal): { boxed: string; mistakes: Mistake[] } {
  const order = partsInOrder(portal.country);
  const first = boxId(order.find((part) => checked.date?.parts.includes(part)) ?? order[0]!);
  if (checked.mismatch) {
    const text = `Those details do not match. Check both, or phone ${portal.phone}.`;
    return { boxed: boxTitle(2), mistakes: [{ text, field: first }] };
  }
  const mistakes: Mistake[] = [];
  if (checked.date) mistakes.push({ text: checked.date.message, field: first });
  if (checked.postcode) mistakes.push({ text: checked.postcode, field: 'postcode' });
  return { boxed: boxTitle(mistakes.length), mistakes };
}

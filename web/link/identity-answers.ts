import { writesMonthFirst } from '../../shared/domain/when.ts';
import type { Problem } from '../api/answer.ts';
import type { Portal } from '../api/client.ts';
import { boxTitle, type Mistake } from '../parts/mistakes.ts';
import { type DatePart, partsInOrder, readDateOfBirth } from './date-of-birth.ts';
import type { Asked, State, Typed } from './state.ts';

/** What is sent to prove who someone is. */
export interface IdentityAnswers {
  dateOfBirth?: string;
  postcode?: string;
  firstName?: string;
  code?: string;
}

/** What there is to say about the answers, beside each field; `mismatch` is about all at once. */
export interface Checked {
  answers?: IdentityAnswers;
  date?: { message: string; parts: DatePart[] };
  postcode?: string;
  firstName?: string;
  mismatch?: boolean;
}

/** "postcode", as the country calls it. */
export const postcodeName = (country: string): string =>
  writesMonthFirst(country) ? 'ZIP code' : 'postcode';

/** Date of birth and postcode, which is what an appointment link asks for. */
const both: Asked[] = ['dateOfBirth', 'postcode'];

/** Reads what was typed; `today` is the date in the practice's zone. Whole answers, or what is amiss. */
export function checkAnswers(typed: Typed, { country }: Portal, today: string, asks = both): Checked {
  const read = asks.includes('dateOfBirth') ? readDateOfBirth(typed, today) : null;
  const text = (part: 'postcode' | 'firstName') => (asks.includes(part) ? typed[part].trim() : null);
  const [postcode, firstName] = [text('postcode'), text('firstName')];
  const amiss: Checked = {
    ...(read && 'message' in read && { date: read }),
    ...(postcode === '' && { postcode: `Enter your ${postcodeName(country)}` }),
    ...(firstName === '' && { firstName: 'Enter your first name' }),
  };
  if (Object.keys(amiss).length > 0) return amiss;
  return {
    answers: {
      ...(read && 'date' in read && { dateOfBirth: read.date }),
      ...(postcode !== null && { postcode }),
      ...(firstName !== null && { firstName }),
    },
  };
}

/** What the server said of the fields, or that the two do not match; null where it is about neither. */
export function refusedAnswers({ code, errors = [] }: Problem): Checked | null {
  if (code === 'identity-mismatch') return { mismatch: true };
  const at = (field: string) => errors.find(({ pointer }) => pointer === field)?.message;
  const [date, postcode, firstName] = [at('/dateOfBirth'), at('/postcode'), at('/firstName')];
  if (date === undefined && postcode === undefined && firstName === undefined) return null;
  return {
    ...(date !== undefined && { date: { message: date, parts: ['day', 'month', 'year'] } }),
    ...(postcode !== undefined && { postcode }),
    ...(firstName !== undefined && { firstName }),
  };
}

/** The id of a box of the date. */
export const boxId = (part: DatePart): string => `dob-${part}`;

/** The error box of what is amiss: its title and its lines, each with the field that it leads to. */
export function identityMistakes(
  checked: Checked,
  portal: Portal,
  asks: State['asks'] = both,
): { boxed: string; mistakes: Mistake[] } {
  const order = partsInOrder(portal.country);
  const first = boxId(order.find((part) => checked.date?.parts.includes(part)) ?? order[0]!);
  if (checked.mismatch) {
    const which = asks.length === 1 ? 'it' : asks.length === 2 ? 'both' : 'them all';
    const text = `Those details do not match. Check ${which}, or phone ${portal.phone}.`;
    return { boxed: boxTitle(asks.length), mistakes: [{ text, field: first }] };
  }
  const mistakes: Mistake[] = [];
  if (checked.date) mistakes.push({ text: checked.date.message, field: first });
  if (checked.postcode) mistakes.push({ text: checked.postcode, field: 'postcode' });
  if (checked.firstName) mistakes.push({ text: checked.firstName, field: 'first-name' });
  return { boxed: boxTitle(mistakes.length), mistakes };
}

import type { Person } from '../api/booking.ts';
import type { Portal } from '../api/client.ts';
import type { TypedPerson } from '../booking/state.ts';
import { partsInOrder, readDateOfBirth } from '../link/date-of-birth.ts';
import { boxId, postcodeName } from '../link/identity-answers.ts';
import type { Mistake } from '../parts/mistakes.ts';
import type { PersonMistakes } from './mistakes.ts';

const texts = ['givenName', 'familyName', 'email', 'phone', 'postcode'] as const;
type TextPart = (typeof texts)[number];

/** The field of each answer. */
export const fieldOf: Record<TextPart, string> = {
  givenName: 'given-name',
  familyName: 'family-name',
  email: 'email',
  phone: 'phone',
  postcode: 'postcode',
};

/**
 * Reads what somebody typed of themselves; `today` is the date in the practice's zone. Whole answers, or what is
 * amiss with each: what only the server can tell comes back from it.
 */
export function checkPerson(
  typed: TypedPerson,
  { country }: Pick<Portal, 'country'>,
  today: string,
): { person: Person } | { mistakes: PersonMistakes } {
  const date = readDateOfBirth(typed, today);
  const [givenName, familyName, email, phone, postcode] = texts.map((part) => typed[part].trim()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const mistakes: PersonMistakes = {
    ...(givenName === '' && { givenName: 'Enter your first name' }),
    ...(familyName === '' && { familyName: 'Enter your last name' }),
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && {
      email: 'Enter your email address, like name@example.com',
    }),
    ...(phone === '' && { phone: 'Enter your phone number' }),
    ...('message' in date && { date }),
    ...(postcode === '' && { postcode: `Enter your ${postcodeName(country)}` }),
  };
  if ('message' in date || Object.keys(mistakes).length > 0) return { mistakes };
  return { person: { givenName, familyName, email, phone, dateOfBirth: date.date, postcode } };
}

/** What the server said of the answers; null where it is about none of them. */
export function refusedPerson(
  errors: readonly { pointer: string; message: string }[],
): PersonMistakes | null {
  const at = (name: string) => errors.find(({ pointer }) => pointer === `/${name}`)?.message;
  const mistakes: PersonMistakes = {};
  for (const part of texts) {
    const message = at(part);
    if (message !== undefined) mistakes[part] = message;
  }
  const date = at('dateOfBirth');
  if (date !== undefined) mistakes.date = { message: date, parts: ['day', 'month', 'year'] };
  return Object.keys(mistakes).length > 0 ? mistakes : null;
}

/** The lines of the error box, in the order of the fields. */
export function personMistakes(mistakes: PersonMistakes, country: string): Mistake[] {
  const line = (part: TextPart): Mistake[] => {
    const text = mistakes[part];
    return text === undefined ? [] : [{ text, field: fieldOf[part] }];
  };
  const order = partsInOrder(country);
  const { date } = mistakes;
  const first = order.find((part) => date?.parts.includes(part)) ?? order[0]!;
  return [
    ...line('givenName'),
    ...line('familyName'),
    ...line('email'),
    ...line('phone'),
    ...(date ? [{ text: date.message, field: boxId(first) }] : []),
    ...line('postcode'),
  ];
}

import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Kinds of number to which no text can be sent. */
const without: readonly NumberType[] = [
  'FIXED_LINE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'TOLL_FREE',
  'UAN',
  'VOICEMAIL',
];

/**
 * Whether a number, in E.164, may be one that takes texts. Only what is known for a landline or the like is ruled
 * out: in North America the number does not say, and the numbers set aside for examples are of no kind.
 */
export function takesTexts(phone: string | null): boolean {
  const kind = phone === null ? undefined : parsePhoneNumberFromString(phone)?.getType();
  return kind === undefined || !without.includes(kind);
}

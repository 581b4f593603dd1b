/**
 * Texts in the GSM 7-bit alphabet (3GPP TS 23.038), so that two parts hold 306 characters: one letter outside it
 * would make every part 67 characters long.
 */

const basic = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written with an escape: two septets each. */
const extended = new Set('^{}\\[~]|€');

const PART = 160;
/** Parts of a longer text lose seven septets to the header that joins them. */
const JOINED_PART = 153;
const MOST_PARTS = 2;

const plainer: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  ç: 'c',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
};

const isIn = (character: string) => basic.has(character) || extended.has(character);

function plain(character: string): string {
  if (isIn(character)) return character;
  if (/\s/.test(character)) return ' ';
  const simpler = plainer[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...simpler].filter(isIn).join('');
}

/** Text in the GSM alphabet: accents that it lacks are taken off, what cannot be written is left out. */
export const toGsm = (text: string): string =>
  [...text.normalize('NFC')].map(plain).join('').replace(/ {2,}/g, ' ').trim();

/** Septets that a text of this alphabet takes. */
export const septetsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (extended.has(character) ? 2 : 1), 0);

/** Parts in which a text of this alphabet is sent. */
export const partsOf = (text: string): number => {
  const septets = septetsOf(text);
  return septets <= PART ? 1 : Math.ceil(septets / JOINED_PART);
};

/**
 * A text of at most two parts: the practice's name is shortened until it fits, and is "Your practice" where
 * nothing of it can be written. `write` makes the whole text with a name.
 */
export function fitText(write: (practice: string) => string, practice: string): string {
  const name = toGsm(practice);
  let kept = /[\p{L}\p{N}]/u.test(name) ? name : 'Your practice';
  let text = toGsm(write(kept));
  while (partsOf(text) > MOST_PARTS && kept.length > 1) {
    kept = kept.slice(0, -1).trimEnd();
    text = toGsm(write(`${kept}...`));
  }
  return text;
}

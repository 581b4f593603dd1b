/**
 * Texts in the GSM 7-bit alphabet (3GPP TS 23.038), so that two parts hold 306 characters: one letter outside it
 * makes every part 67 characters long. So only words that a practice wrote itself in other letters go out in
 * Unicode; names and typographic signs are written as the alphabet can.
 */

export type Alphabet = 'gsm-7' | 'unicode';

const basic = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written with an escape: two septets each. */
const extended = new Set('^{}\\[~]|€');

/** Units of a text that is one part, and of each part of a longer one, less the header that joins them. */
const partUnits: Readonly<Record<Alphabet, { whole: number; joined: number }>> = {
  'gsm-7': { whole: 160, joined: 153 },
  unicode: { whole: 70, joined: 67 },
};

/** Parts of a text at most: of our own wording, and of a practice's. */
export const mostParts = { default: 2, own: 3 } as const;

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

/** Whether a character can only be written in Unicode: a letter or sign without a plainer form that means it. */
const needsUnicode = (character: string) =>
  !isIn(character) && !/[\s\p{Cf}]/u.test(character) && (/\p{L}/u.test(character) || plain(character) === '');

/** The alphabet that words need as they were written; typographic quotes and dashes need none of their own. */
export const alphabetOf = (words: string): Alphabet =>
  [...words.normalize('NFC')].some(needsUnicode) ? 'unicode' : 'gsm-7';

const tidied = (line: string) =>
  line
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** A text as it is sent, line by line. */
export const writeText = (text: string, alphabet: Alphabet): string =>
  text
    .split('\n')
    .map(alphabet === 'gsm-7' ? toGsm : tidied)
    .join('\n')
    .trim();

/** What each character takes: septets, or units of UTF-16. */
const sizesOf = (text: string, alphabet: Alphabet): number[] =>
  [...text].map((character) => (alphabet === 'unicode' ? character.length : extended.has(character) ? 2 : 1));

/** Units that a text takes: septets of the GSM alphabet, or units of UTF-16. */
export const unitsOf = (text: string, alphabet: Alphabet = 'gsm-7'): number =>
  sizesOf(text, alphabet).reduce((sum, size) => sum + size, 0);

/** Parts in which a text is sent; none breaks a character that takes two units. */
export function partsOf(text: string, alphabet: Alphabet = 'gsm-7'): number {
  const { whole, joined } = partUnits[alphabet];
  if (unitsOf(text, alphabet) <= whole) return 1;
  let parts = 1;
  let room: number = joined;
  for (const size of sizesOf(text, alphabet)) {
    if (size > room) {
      parts += 1;
      room = joined;
    }
    room -= size;
  }
  return parts;
}

/**
 * A text of at most so many parts: the practice's name is shortened until it fits, and is "Your practice" where
 * nothing of it can be written. `write` makes the whole text with a name.
 */
export function fitText(
  write: (practice: string) => string,
  practice: string,
  alphabet: Alphabet = 'gsm-7',
  most: number = mostParts.default,
): string {
  const name = writeText(practice.replace(/\s+/g, ' '), alphabet);
  let kept = [...(/[\p{L}\p{N}]/u.test(name) ? name : 'Your practice')];
  let text = writeText(write(kept.join('')), alphabet);
  while (partsOf(text, alphabet) > most && kept.length > 1) {
    kept = [...kept.slice(0, -1).join('').trimEnd()];
    text = writeText(write(`${kept.join('')}...`), alphabet);
  }
  return text;
}

/** What a text takes: characters, units of its alphabet, and parts in which it is sent. */
export const measureText = (text: string, alphabet: Alphabet) => ({
  characters: [...text].length,
  units: unitsOf(text, alphabet),
  parts: partsOf(text, alphabet),
});

import type { Letter } from './letter.ts';
import type { Practice } from './practice.ts';

/** The words of the e-mail that lets somebody in (product 2.9); nobody is named, since a family may share it. */
const wordings = {
  portal: {
    subject: 'Sign in to {{practice}}',
    heading: 'Sign in to {{practice}}',
    body: 'Press the button, or type this code on the page where you gave your e-mail address.',
  },
  appointment: {
    subject: 'Your code for {{practice}}',
    heading: 'Your code for {{practice}}',
    body: 'Type this code on the page of your appointment.',
  },
} as const;

const sentences = {
  minutes: 'It works for {{minutes}} minutes, once. Only our newest e-mail counts.',
  notYou: 'If you did not ask for this, ignore this e-mail. Nobody gets in without it.',
  private: 'Please do not pass it on. We never ask for your code by phone.',
} as const;

/**
 * The e-mail with a code, and with a link where the portal is to be opened. The code is in the body alone: a
 * subject is shown on locked screens.
 */
export function signInLetter(
  practice: Pick<Practice, 'name'>,
  { code, link, minutes }: { code: string; link: string | null; minutes: number },
): Letter {
  const { subject, heading, body } = wordings[link === null ? 'appointment' : 'portal'];
  return {
    subject,
    heading,
    paragraphs: [body],
    code,
    details: [],
    next: [sentences.minutes],
    button: link === null ? null : { label: 'Sign in', url: link },
    notes: [sentences.notYou, sentences.private],
    variables: { practice: practice.name, minutes: String(minutes) },
  };
}

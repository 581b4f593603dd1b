import * as z from 'zod';
import type { Client } from './client.ts';

/** What became of an address: mail to it comes back for good, or its owner called ours unwanted. */
export const emailMark = z.enum(['bounced', 'complained']);
export type EmailMark = z.infer<typeof emailMark>;

/** What became of a number: its owner texted STOP, or it takes no texts. */
export const textMark = z.enum(['stopped', 'unreachable']);
export type TextMark = z.infer<typeof textMark>;

export interface Marks {
  email: EmailMark | null;
  text: TextMark | null;
}

/** Whether notices reach a client, and why not; the first of several reasons (product 6.1, 6.4). */
export const emailReach = z.enum(['ok', 'no-address', 'bounced', 'complained', 'no-consent']);
export const textReach = z.enum(['ok', 'no-number', 'not-mobile', 'stopped', 'unreachable', 'no-consent']);
export type TextReach = z.infer<typeof textReach>;

export const reach = z
  .object({
    email: emailReach.meta({ description: 'bounced: mail to this address comes back; correct it.' }),
    text: textReach.meta({ description: 'stopped: the client texted STOP, and can text START.' }),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof reach>;

/**
 * Whether a client's notices arrive, as staff and the client see it.
 * @param takesTexts whether the number is of a kind that can get texts
 */
export function reachOf(
  client: Pick<Client, 'email' | 'phone' | 'consent'>,
  marks: Marks,
  takesTexts: boolean,
): Reach {
  const { email, phone, consent } = client;
  return {
    email: email === null ? 'no-address' : (marks.email ?? (consent.email ? 'ok' : 'no-consent')),
    text: phone === null ? 'no-number' : textReachOf(marks.text, takesTexts, consent.text),
  };
}

const textReachOf = (mark: TextMark | null, takesTexts: boolean, consent: boolean): TextReach =>
  takesTexts ? (mark ?? (consent ? 'ok' : 'no-consent')) : 'not-mobile';

/** What a client chose, and whether it arrives. */
export const preferencesView = z.object({
  notices: z.object({ email: z.boolean(), text: z.boolean() }),
  reach,
  version: z.int(),
});

export const preferencesViewOf = (client: Client, marks: Marks, takesTexts: boolean) => ({
  notices: client.consent,
  reach: reachOf(client, marks, takesTexts),
  version: client.version,
});

/** What a text that came in asks for, by the words that carriers know; null where it is anything else. */
export function askedByText(body: string): 'stop' | 'start' | null {
  const words = body
    .toUpperCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  if (stopWords.has(words)) return 'stop';
  return startWords.has(words) ? 'start' : null;
}

const stopWords = new Set([
  'STOP',
  'STOP ALL',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPT OUT',
  'OPTOUT',
]);
const startWords = new Set(['START', 'UNSTOP']);

import { clientLetter, type LetterFacts, ownWordsFor, textWordingOf, timesOf } from '../domain/letter.ts';
import { letterHtml, letterText } from '../domain/letter-layout.ts';
import { type Channel, clientNoticeOf } from '../domain/notice.ts';
import type { Practice } from '../domain/practice.ts';
import { alphabetIn, placesLink, type Template } from '../domain/template.ts';
import { decideTemplate, sampleOf, type TemplateDraft } from '../domain/template-rules.ts';
import { type Alphabet, fitText, mostParts } from '../domain/text-message.ts';
import { formatLinkToken } from '../domain/token.ts';
import { fillText, readTokens, writeLetter } from '../gateway/wording.ts';
import { env } from './env.ts';
import { describeError, logLine } from './log.ts';

/** How the words of one notice come about: the practice's own template, or the default one. */

type Own = Pick<Template, 'subject' | 'body'> & { id?: string };

/** Whom an e-mail comes from, as its layout shows it. */
type Sender = Pick<Practice, 'name' | 'phone' | 'email' | 'colour'>;

/**
 * Writes with the practice's own words. Where they cannot be used any more (a variable that there was when they
 * were saved), the default ones go out, and an error in the log calls for somebody to mend them.
 */
function orDefault<T>(
  own: Own | undefined,
  about: { facts: LetterFacts; channel: Channel },
  write: (own: Own | undefined) => T,
): T {
  if (!own) return write(undefined);
  try {
    return write(own);
  } catch (error) {
    const { type, metadata } = about.facts.event;
    logLine('error', {
      alarm: 'template-unusable',
      practiceId: metadata.practiceId,
      template: own.id,
      notice: clientNoticeOf[type],
      channel: about.channel,
      ...describeError(error),
    });
    return write(undefined);
  }
}

/** An e-mail to a client, written and laid out. */
export function writeClientEmail(
  facts: LetterFacts & { practice: Sender },
  own: Own | undefined,
  { link, unsubscribeUrl }: { link: string | null; unsubscribeUrl?: string },
): { subject: string; text: string; html: string } {
  return orDefault(own, { facts, channel: 'email' }, (template) => {
    const words = template && { subject: template.subject ?? '', body: template.body };
    const written = writeLetter(clientLetter(facts, link, words));
    return {
      subject: written.subject,
      text: letterText(written, facts.practice, unsubscribeUrl),
      html: letterHtml(written, facts.practice, unsubscribeUrl),
    };
  });
}

/** What a text may name: nobody (product 6.3). */
const inText = (
  facts: Omit<LetterFacts, 'client' | 'clinician' | 'previousClinician'>,
  link: string | null,
) => ({
  phone: facts.practice.phone,
  status: facts.status,
  location: facts.location?.name ?? '',
  link: link ?? '',
  ...timesOf(facts).short,
});

/** A text to a client, in the alphabet that its words need. */
export function writeClientText(
  facts: LetterFacts,
  own: Own | undefined,
  link: string | null,
): { text: string; alphabet: Alphabet } {
  return orDefault(ownWordsFor(facts.event, own), { facts, channel: 'text' }, (template) => {
    const body = template?.body ?? textWordingOf(facts.event);
    const alphabet = template ? alphabetIn(readTokens(body)) : 'gsm-7';
    const most = template ? mostParts.own : mostParts.default;
    const variables = inText(facts, link);
    const write = (practice: string) => fillText(body, { ...variables, practice });
    return { text: fitText(write, facts.practice.name, alphabet, most), alphabet };
  });
}

/** Whether a text needs a link made for it. */
export const wantsLink = (own: Own | undefined): boolean => own !== undefined && placesLink(own.body);

/** The address of the page of an appointment, for whoever has its link. */
export const linkAddress = (token: Parameters<typeof formatLinkToken>[0]): string =>
  `${env('siteUrl')}/a#${formatLinkToken(token)}`;

/** Where a client ends e-mails about appointments. */
export const unsubscribeAddress = (token: string): string => `${env('siteUrl')}/v1/unsubscriptions/${token}`;

/** An address as long as a real one, which opens nothing. */
export const exampleLink = ({ id }: Pick<Practice, 'id'>): string =>
  linkAddress({ practiceId: id, linkId: `link_${'0'.repeat(26)}`, secret: 'example'.padEnd(43, '-') });

/** Whether a practice may send these words, and how they are kept: see `decideTemplate`. */
export const decideWords = (draft: TemplateDraft, practice: Practice) =>
  decideTemplate({ draft, read: readTokens, sample: sampleOf(practice, exampleLink(practice)) });

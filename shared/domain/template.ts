import * as z from 'zod';
import { templateId } from './id.ts';
import { type Channel, channels, clientNoticeOf, hasPage, type Notice } from './notice.ts';
import { type Alphabet, alphabetOf } from './text-message.ts';
import { emailWordings, textWordings } from './wording.ts';

/** A practice's own wording of its notices (product 1.12): one template a notice and channel. */

export const notices = Object.values(clientNoticeOf);
export const notice = z.enum(notices);
export const channel = z.enum(channels);

const mostSubject = 150;
const mostBody = 5000;

/** The words of a template as they are sent; a text has no subject. */
export const templateWords = z.strictObject({
  subject: z.string().max(mostSubject).nullable().optional().meta({ description: 'Of an e-mail.' }),
  body: z
    .string()
    .max(mostBody)
    .meta({ description: 'Paragraphs of an e-mail, parted by an empty line; the whole of a text.' }),
});

export const template = z.object({
  id: templateId,
  notice,
  channel,
  subject: z.string().nullable(),
  body: z.string(),
  version: z.int(),
});
export type Template = z.infer<typeof template>;

/** Of what a template consists: text, `{{name}}`, or what mustache has besides, which no template may hold. */
export interface Token {
  kind:
    | 'text'
    | 'variable'
    | 'section'
    | 'inverted-section'
    | 'partial'
    | 'comment'
    | 'unescaped'
    | 'delimiters'
    | 'unclosed';
  /** As it stands in the template. */
  source: string;
  /** What it names, without braces. */
  name: string;
}

/** Variables that may have no value: the paragraph, or a text's line, that names one is then left out. */
export const maybeMissing = ['location', 'link'];

const only = (notice: Notice, of: Notice, ...names: string[]) => (notice === of ? names : []);

/**
 * What a template may name (product 1.12, 6.3): a text holds nobody's name, a subject nothing that may be
 * missing, and what is called off has no link.
 */
export function variablesOf(notice: Notice, channel: Channel): { subject: string[]; body: string[] } {
  const names = [
    'practice',
    'phone',
    'when',
    ...only(notice, 'appointmentChanged', 'previousWhen'),
    ...only(notice, 'appointmentStatusChanged', 'status'),
    ...only(notice, 'offerMade', 'until'),
  ];
  const missing = maybeMissing.filter((name) => name !== 'link' || hasPage(notice));
  if (channel === 'text') return { subject: [], body: [...names, ...missing] };
  const people = ['firstName', 'clinician', ...only(notice, 'appointmentStaffChanged', 'previousClinician')];
  return { subject: [...people, ...names], body: [...people, ...names, ...missing] };
}

/** Whether a template of ours, or one that was let through, puts the link where it wants it. */
export const placesLink = (body: string): boolean => /\{\{\s*link\s*\}\}/.test(body);

/** Parts of a template that are left out one by one: paragraphs of an e-mail, lines of a text. */
export const piecesOf = (body: string, channel: Channel): string[] =>
  body.split(channel === 'email' ? /\n{2,}/ : '\n');

/** The alphabet that a template's own words need, whatever its variables stand for. */
export const alphabetIn = (tokens: readonly Token[]): Alphabet =>
  alphabetOf(tokens.map(({ kind, source }) => (kind === 'text' ? source : '')).join(''));

/** One notice by one channel as staff see it: the words that are sent, own or default, and what they may name. */
export const templateView = z.object({
  id: templateId.nullable().meta({ description: 'Null: the default wording.' }),
  notice,
  channel,
  subject: template.shape.subject,
  body: template.shape.body,
  version: z.int().nullable(),
  variables: z.object({ subject: z.array(z.string()), body: z.array(z.string()) }),
});
export type TemplateView = z.infer<typeof templateView>;

/** The default words of a notice (product 1.12). */
export const defaultWords = (notice: Notice, channel: Channel): Pick<Template, 'subject' | 'body'> =>
  channel === 'email'
    ? { subject: emailWordings[notice].subject, body: emailWordings[notice].body }
    : { subject: null, body: textWordings[notice] };

/** Every notice by every channel, with the practice's own words where it has some. */
export const allTemplates = (own: readonly Template[]): TemplateView[] =>
  notices.flatMap((notice) =>
    channels.map((channel) => ({
      notice,
      channel,
      variables: variablesOf(notice, channel),
      ...(own.find((it) => it.notice === notice && it.channel === channel) ?? {
        ...defaultWords(notice, channel),
        id: null,
        version: null,
      }),
    })),
  );

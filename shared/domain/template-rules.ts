import { allow, type Decision, type FieldError, refuse, refuseFields } from './decision.ts';
import type { Channel, Notice } from './notice.ts';
import type { Practice } from './practice.ts';
import { alphabetIn, maybeMissing, piecesOf, type Template, type Token, variablesOf } from './template.ts';
import { mostParts, partsOf, writeText } from './text-message.ts';
import { shortWhenText } from './when.ts';
import type { Variables } from './wording.ts';

const whyNot: Record<Exclude<Token['kind'], 'text' | 'variable'>, string> = {
  section: 'Sections are not used here: write a sentence that is always true.',
  'inverted-section': 'Sections are not used here: write a sentence that is always true.',
  partial: 'Other templates cannot be put in: write the words here.',
  comment: 'Comments are not used here: leave it out.',
  unescaped: 'Write a variable with two braces on each side.',
  delimiters: 'The braces cannot be changed.',
  unclosed: 'A variable ends with two braces.',
};

const shown = (source: string) => (source.length > 40 ? `${source.slice(0, 40)}…` : source);

function tokenErrors(
  token: Token,
  known: readonly string[],
  channel: Channel,
  pointer: string,
): FieldError[] {
  if (token.kind === 'text') return [];
  const source = shown(token.source);
  if (token.kind !== 'variable')
    return [{ pointer, code: token.kind, message: `${source} cannot be used. ${whyNot[token.kind]}` }];
  if (known.includes(token.name)) return [];
  const list = known.map((name) => `{{${name}}}`).join(', ');
  return channel === 'text' && /^(firstName|clinician|previousClinician)$/.test(token.name)
    ? [{ pointer, code: 'name-in-text', message: `${source} cannot be used: a text holds nobody's name.` }]
    : [{ pointer, code: 'unknown-variable', message: `${source} is not known here. Use ${list}.` }];
}

/** Characters that print nothing, end a line where none ends, or turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;

function plainErrors(text: string, pointer: string, lines: boolean): FieldError[] {
  if (text === '') return [{ pointer, code: 'empty', message: 'Write something here.' }];
  const found = unprintable.exec(text)?.[0] ?? (lines ? undefined : /\n/.exec(text)?.[0]);
  const code = found?.charCodeAt(0) ?? (text.isWellFormed() ? undefined : 0xfffd);
  return code === undefined
    ? []
    : [
        {
          pointer,
          code: 'control-character',
          message: `The character U+${code.toString(16).toUpperCase().padStart(4, '0')} cannot be used here.`,
        },
      ];
}

/** Text as it is kept: lines end in LF, no space at the ends. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim();

export interface TemplateDraft {
  notice: Notice;
  channel: Channel;
  subject?: string | null | undefined;
  body: string;
}

export interface TemplateInput {
  draft: TemplateDraft;
  /** Reads a template into its tokens. */
  read: (text: string) => Token[];
  /** Values of ordinary length, with the practice's own name and phone: a text's parts are counted with them. */
  sample: Variables;
}

type Read = TemplateInput['read'];

function fieldErrors(
  text: string,
  about: { pointer: '/subject' | '/body'; known: readonly string[]; channel: Channel; read: Read },
): FieldError[] {
  const { pointer, known, channel, read } = about;
  const plain = plainErrors(text, pointer, pointer === '/body');
  return plain.length > 0
    ? plain
    : read(text).flatMap((token) => tokenErrors(token, known, channel, pointer));
}

/** Something must be left of the words where all that may be missing is. */
function leftErrors(body: string, channel: Channel, read: Read): FieldError[] {
  const hangs = (piece: string) => read(piece).some(({ name }) => maybeMissing.includes(name));
  if (!piecesOf(body, channel).every(hangs)) return [];
  const message = `What names ${maybeMissing.map((name) => `{{${name}}}`).join(' or ')} is left out where there is none. Put other words into a ${channel === 'email' ? 'paragraph' : 'line'} of their own.`;
  return [{ pointer: '/body', code: 'nothing-left', message }];
}

function lengthErrors(body: string, { read, sample }: TemplateInput): FieldError[] {
  const tokens = read(body);
  const alphabet = alphabetIn(tokens);
  const filled = tokens.map(({ kind, source, name }) => (kind === 'text' ? source : sample[name])).join('');
  const parts = partsOf(writeText(filled, alphabet), alphabet);
  if (parts <= mostParts.own) return [];
  const message = `This takes ${parts} parts of a text; ${mostParts.own} are allowed. Make it shorter.`;
  return [{ pointer: '/body', code: 'too-long', message }];
}

/**
 * Decides whether a practice may send these words (product 1.12), and answers them as they are kept. Refusal:
 * `validation`, for each thing that is wrong: `empty`, `control-character`, `unknown-variable`, `name-in-text`,
 * `section`, `inverted-section`, `partial`, `comment`, `unescaped`, `delimiters`, `unclosed`, `nothing-left`
 * (all of it hangs on something that may be missing), `too-long` (a text's parts), `no-subject` (of a text).
 */
export function decideTemplate(input: TemplateInput): Decision<Pick<Template, 'subject' | 'body'>> {
  const { draft, read } = input;
  const { channel } = draft;
  const known = variablesOf(draft.notice, channel);
  const body = tidy(draft.body);
  const subject = channel === 'email' ? tidy(draft.subject ?? '') : null;
  const errors = [
    ...(subject === null
      ? []
      : fieldErrors(subject, { pointer: '/subject', known: known.subject, channel, read })),
    ...fieldErrors(body, { pointer: '/body', known: known.body, channel, read }),
    ...(subject === null && typeof draft.subject === 'string'
      ? [{ pointer: '/subject', code: 'no-subject', message: 'A text has no subject.' }]
      : []),
  ];
  if (errors.length > 0) return refuseFields(errors);
  const whole = [
    ...leftErrors(body, channel, read),
    ...(channel === 'text' ? lengthErrors(body, input) : []),
  ];
  return whole.length > 0 ? refuseFields(whole) : allow({ subject, body });
}

/** A Wednesday in September: no abbreviated date is longer. */
const longTime = '2026-09-23T09:30:00.000Z';

/** Values of ordinary length for a text's variables, with the practice's own name, phone and zone. */
export function sampleOf(
  practice: Pick<Practice, 'name' | 'phone' | 'zone' | 'country'>,
  link: string,
): Variables {
  const when = shortWhenText(longTime, practice);
  const { name, phone } = practice;
  return {
    practice: name,
    phone,
    when,
    previousWhen: when,
    until: when,
    status: 'Cancelled',
    location: 'Main rooms',
    link,
  };
}

/** A notice has one wording of the practice's own by each channel; else `already-there` with the id of that. */
export const onlyOneTemplate = (present: Template | undefined): Decision<true> =>
  present
    ? refuse('already-there', 'This notice has words of your own already. Change those instead.', {
        current: present.id,
      })
    : allow(true);

/** What happens when a template is written, or taken away (`inUse` false); its words are not on the bus. */
export const templateHappening = ({ id, notice, channel, version }: Template, inUse: boolean) => ({
  type: 'template.changed.v1' as const,
  aggregate: { type: 'template' as const, id },
  sequence: version,
  data: { templateId: id, notice, channel, inUse },
});

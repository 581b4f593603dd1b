import Mustache from 'mustache';
import type { Letter } from '../domain/letter.ts';
import type { WrittenLetter } from '../domain/letter-layout.ts';
import { piecesOf, type Token } from '../domain/template.ts';
import type { Variables } from '../domain/wording.ts';

/** Its cache would keep every draft that anybody ever tried. */
Mustache.templateCache = undefined as never;

const kinds: Readonly<Record<string, Token['kind']>> = {
  text: 'text',
  name: 'variable',
  '#': 'section',
  '^': 'inverted-section',
  '>': 'partial',
  '!': 'comment',
  '&': 'unescaped',
  '=': 'delimiters',
};

/** What the parser cannot read: how its words begin, and what it stumbled over. */
const stumbles: [RegExp, Token['kind']][] = [
  [/^Un(closed|opened) section/, 'section'],
  [/^Invalid tags/, 'delimiters'],
];

/**
 * The tokens of a template, in order; of a section its opening alone, of a template that cannot be read the one
 * that is wrong. What each may be is the rule's to say (shared/domain/template.ts).
 */
export function readTokens(template: string): Token[] {
  try {
    return Mustache.parse(template).map(([kind, value, start, end]) => ({
      kind: kinds[kind] ?? 'section',
      source: template.slice(start, end),
      name: value,
    }));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const kind = stumbles.find(([words]) => words.test(message))?.[1] ?? 'unclosed';
    const source = /"(.*)"/.exec(message)?.[1] ?? template.slice(template.lastIndexOf('{{'));
    return [{ kind, source, name: source }];
  }
}

/**
 * Fills a template: text and `{{name}}` for one of the given variables, and nothing else of mustache (no
 * sections, partials, other delimiters or unescaped values). Values go in as they are, once: the layout escapes.
 * Throws on any other token.
 */
export function fill(template: string, variables: Variables): string {
  return readTokens(template)
    .map(({ kind, source, name }) => {
      if (kind === 'text') return source;
      if (kind === 'variable' && Object.hasOwn(variables, name)) return variables[name]!;
      throw new Error(`A template may not hold the ${kind} token “${name}”.`);
    })
    .join('');
}

/** Whether all that a piece of a template names is there. */
const isWhole = (piece: string, variables: Variables): boolean =>
  !readTokens(piece).some(({ kind, name }) => kind === 'variable' && variables[name] === '');

/** Fills the pieces of a template; one that names something that is missing is left out. */
export const fillPieces = (pieces: readonly string[], variables: Variables): string[] =>
  pieces.filter((piece) => isWhole(piece, variables)).map((piece) => fill(piece, variables));

/** Fills a text, line by line. */
export const fillText = (template: string, variables: Variables): string =>
  fillPieces(piecesOf(template, 'text'), variables).join('\n');

/** Fills all templates of a letter; its subject is one line, whatever a name holds. */
export function writeLetter({ variables, subjectVariables, ...letter }: Letter): WrittenLetter {
  const all = (templates: string[]) => fillPieces(templates, variables);
  return {
    ...letter,
    subject: fill(letter.subject, subjectVariables ?? variables)
      .replace(/\s+/g, ' ')
      .trim(),
    heading: fill(letter.heading, variables),
    paragraphs: all(letter.paragraphs),
    next: all(letter.next),
    notes: all(letter.notes),
  };
}

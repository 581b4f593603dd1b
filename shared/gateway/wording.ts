import Mustache from 'mustache';
import type { Letter } from '../domain/letter.ts';
import type { WrittenLetter } from '../domain/letter-layout.ts';
import type { Variables } from '../domain/wording.ts';

/**
 * Fills a template: text and `{{name}}` for one of the given variables, and nothing else of mustache (no
 * sections, partials, other delimiters or unescaped values). Values go in as they are, once: the layout escapes.
 * Throws on any other token.
 */
export function fill(template: string, variables: Variables): string {
  return Mustache.parse(template)
    .map(([kind, value]) => {
      if (kind === 'text') return value;
      if (kind === 'name' && Object.hasOwn(variables, value)) return variables[value]!;
      throw new Error(`A template may not hold the ${kind} token “${value}”.`);
    })
    .join('');
}

/** Fills all templates of a letter; its subject is one line, whatever a name holds. */
export function writeLetter({ variables, ...letter }: Letter): WrittenLetter {
  const all = (templates: string[]) => templates.map((template) => fill(template, variables));
  return {
    ...letter,
    subject: fill(letter.subject, variables).replace(/\s+/g, ' ').trim(),
    heading: fill(letter.heading, variables),
    paragraphs: all(letter.paragraphs),
    next: all(letter.next),
    notes: all(letter.notes),
  };
}

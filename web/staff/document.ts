import { changesBetween, type FieldChange } from '../../shared/domain/changes.ts';
import type { Mistake } from '../parts/mistakes.ts';

/** Documents that are edited as a whole: settings, templates. Fields are named by JSON pointers, as the API does. */

type Plain = Record<string, unknown>;

/** The document with another value at a pointer; what was given stays as it is. */
export function withValue<T>(document: T, pointer: string, value: unknown): T {
  const [name = '', ...rest] = pointer.split('/').slice(1);
  const inner = rest.length > 0 ? withValue((document as Plain)[name], `/${rest.join('/')}`, value) : value;
  return { ...document, [name]: inner };
}

/** What somebody else has saved meanwhile, and what of it was changed here too. */
export interface Overtaken<T> {
  draft: T;
  theirs: FieldChange[];
}

/** The same changes on the latest document: what was changed here stays changed, all else is the latest. */
export function rebase<T>(base: T, draft: T, latest: T): Overtaken<T> {
  const mine = changesBetween(base, draft);
  return {
    draft: mine.reduce((document, { pointer, after }) => withValue(document, pointer, after), latest),
    theirs: changesBetween(base, latest),
  };
}

/** The id of a field's control. */
export const fieldId = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;

/** What the server said of a field, or of a part of it. */
export const mistakeAt = (
  errors: readonly { pointer: string; message: string }[],
  pointer: string,
): string | undefined =>
  errors.find((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))?.message;

/** The lines of the error box, a field once: each leads to the control of its field, or of the one around it. */
export function mistakesOf(errors: readonly { pointer: string; message: string }[]): Mistake[] {
  const lines = errors.map(({ pointer, message }) => ({ text: message, field: fieldOf(pointer) }));
  return lines.filter(({ field }, at) => lines.findIndex((other) => other.field === field) === at);
}

function fieldOf(pointer: string): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/')))
    if (document.getElementById(fieldId(at))) return fieldId(at);
  return fieldId(pointer);
}

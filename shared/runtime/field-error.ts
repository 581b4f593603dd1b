import type * as z from 'zod';
import type { FieldError } from '../domain/decision.ts';

/** What is wrong with each field of what was sent, by its pointer; a query's are named with a question mark (product 8.2). */
export function fieldErrors(error: z.ZodError, prefix: string): FieldError[] {
  const at = (path: PropertyKey[]) =>
    prefix === '?'
      ? `?${path.join('.')}`
      : path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
  return error.issues.slice(0, 20).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, 20).map((key) => ({
          pointer: at([...issue.path, key.slice(0, 64)]),
          code: 'unknown-field',
          message: `${key.slice(0, 64)} is not a field here.`,
        }))
      : [{ pointer: at(issue.path), ...inWords(issue) }],
  );
}

/** What is wrong with one value: in the schema's own words where it has some, not in those of its library. */
function inWords(issue: z.core.$ZodIssue): { code: string; message: string } {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input'))
    return { code: issue.code.replace(/_/g, '-'), message: plainly(issue) };
  return issue.message.endsWith('received undefined')
    ? { code: 'missing', message: 'This is missing.' }
    : { code: 'wrong-type', message: `This must be ${typeNames[issue.expected] ?? issue.expected}.` };
}

/** The words of an issue for which its schema has none of its own. */
function plainly(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  if (issue.code === 'too_small' && message.startsWith('Too small')) return atLeast(issue);
  if (issue.code === 'too_big' && message.startsWith('Too big')) return atMost(issue);
  if (issue.code === 'invalid_value' && message.startsWith('Invalid'))
    return `This must be one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_format' && message.startsWith('Invalid'))
    return `This must be ${formatNames[issue.format] ?? 'written in another form'}.`;
  return message;
}

function atLeast({ minimum, origin }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array') return `Give ${minimum} at least.`;
  if (origin !== 'string') return `This must be ${minimum} or more.`;
  return minimum === 1 ? 'This is empty.' : `This must be ${minimum} characters or more.`;
}

function atMost({ maximum, origin }: z.core.$ZodIssueTooBig): string {
  if (origin === 'array') return `Give ${maximum} at most.`;
  return `This must be ${maximum} ${origin === 'string' ? 'characters or fewer' : 'or less'}.`;
}

const formatNames: Partial<Record<string, string>> = {
  date: 'a date like 2026-11-21',
  email: 'an address like name@example.com',
  url: 'a whole web address, like https://example.com/logo.png',
};

const typeNames: Partial<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

import { expect, test } from 'vitest';
import * as z from 'zod';
import { fieldErrors } from '../../../shared/runtime/field-error.ts';

const messageOf = (schema: z.ZodType, value: unknown) =>
  fieldErrors(schema.safeParse(value).error!, '/')[0]?.message;

test.each<[string, z.ZodType, unknown, string]>([
  ['too small a number', z.int().min(5), 4, 'This must be 5 or more.'],
  ['too large a number', z.int().max(120), 121, 'This must be 120 or less.'],
  ['an empty text', z.string().min(1), '', 'This is empty.'],
  ['too short a text', z.string().min(3), 'ab', 'This must be 3 characters or more.'],
  ['too long a text', z.string().max(3), 'abcd', 'This must be 3 characters or fewer.'],
  ['too long a list', z.array(z.int()).max(1), [1, 2], 'Give 1 at most.'],
  ['too short a list', z.array(z.int()).min(1), [], 'Give 1 at least.'],
  ['none of the choices', z.enum(['none', '1h']), '7h', 'This must be one of none, 1h.'],
  ['no date', z.iso.date(), 'soon', 'This must be a date like 2026-11-21.'],
  ['no address', z.email(), 'desk', 'This must be an address like name@example.com.'],
  ['of no known form', z.string().regex(/^a$/), 'b', 'This must be written in another form.'],
  ['of a form with words of its own', z.string().regex(/^a$/, 'Write an a.'), 'b', 'Write an a.'],
])('[8.2] what is wrong with a field is said in plain words: %s', (_, schema, value, words) => {
  expect(messageOf(schema, value)).toBe(words);
});

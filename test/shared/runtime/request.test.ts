import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { Refused } from '../../../shared/domain/decision.ts';
import { expectedVersion, noneMatches, readRequest } from '../../../shared/runtime/request.ts';

const contract = route({
  name: 'replace-thing',
  area: 'things',
  method: 'PUT',
  path: '/v1/things',
  summary: 'Replaces a thing.',
  caller: managers,
  query: z.strictObject({ limit: z.coerce.number().int().max(100).optional() }),
  body: z.strictObject({
    shown: z.boolean(),
    count: z.int(),
    place: z.strictObject({ 'a/b': z.string() }),
    day: z.iso.date('Use a date like 2026-11-21.'),
  }),
  result: z.undefined(),
  refusals: [],
  needs: [],
});

const whole = { shown: true, count: 1, place: { 'a/b': 'here' }, day: '2026-11-21' };

const refusalOf = (body: unknown, query: Record<string, string> = {}) => {
  const event = {
    headers: { 'content-type': 'application/json' },
    queryStringParameters: query,
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  try {
    return readRequest(contract, event);
  } catch (error) {
    return error instanceof Refused ? error.refusal : error;
  }
};

test('[8.2] a body that fits is read', () => {
  expect(refusalOf(whole)).toEqual({ params: {}, query: {}, body: whole });
});

test.each([
  ['missing', { ...whole, shown: undefined }, '/shown', 'missing', 'This is missing.'],
  ['of another type', { ...whole, shown: 'yes' }, '/shown', 'wrong-type', 'This must be true or false.'],
  ['half a number', { ...whole, count: 1.5 }, '/count', 'wrong-type', 'This must be a whole number.'],
  [
    'of another type within',
    { ...whole, place: { 'a/b': 7 } },
    '/place/a~1b',
    'wrong-type',
    'This must be text.',
  ],
  ['not known', { ...whole, extra: 1 }, '/extra', 'unknown-field', 'extra is not a field here.'],
  ['no object at all', [], '', 'wrong-type', 'This must be an object.'],
] as const)(
  '[8.2] a field that is %s is named by its pointer, in plain words: 400',
  (_, body, pointer, code, message) => {
    expect(refusalOf(body)).toMatchObject({ code: 'malformed', errors: [{ pointer, code, message }] });
  },
);

test('[8.2] a value that breaks a rule is 422, in the words of the rule', () => {
  expect(refusalOf({ ...whole, day: 'tomorrow' })).toMatchObject({
    code: 'validation',
    errors: [{ pointer: '/day', message: 'Use a date like 2026-11-21.' }],
  });
});

test('[8.2] a query parameter is named with a question mark', () => {
  expect(refusalOf(whole, { offset: '3' })).toMatchObject({
    code: 'malformed',
    errors: [{ pointer: '?offset', code: 'unknown-field' }],
  });
});

const versionOf = (versioned: true | 'when-sent', tag?: string) => {
  const event = { headers: tag === undefined ? {} : { 'if-match': tag } };
  try {
    return expectedVersion({ ...contract, versioned }, event as unknown as APIGatewayProxyEventV2);
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : error;
  }
};

test.each([
  [true, undefined, 'precondition-required'],
  [true, '"7"', 7],
  [true, '7', 'malformed'],
  ['when-sent', undefined, undefined],
  ['when-sent', '"7"', 7],
  ['when-sent', '7', 'malformed'],
] as const)('[1.13] a contract that is versioned %s reads If-Match %s as %s', (versioned, tag, read) => {
  expect(versionOf(versioned, tag)).toBe(read);
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['"b"', false],
  ['a', false],
])('[3.7] If-None-Match %s', (header, expected) => {
  expect(noneMatches(header, '"a"')).toBe(expected);
});

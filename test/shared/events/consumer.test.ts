import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../../shared/domain/event.ts';
import { exampleOf, guardOf, isReplay, patternOf } from '../../../shared/events/consumer.ts';
import { schemas } from '../../../shared/events/schema.ts';
import { declarationsOf, typeOf } from '../../../shared/events/typescript.ts';

const cancelled = exampleOf('appointment.cancelled.v1');

describe('a guard', () => {
  test.each(eventTypes)('[8.1] knows the event %s, and no other', (type) => {
    const is = guardOf(type);
    expect(eventTypes.filter((other) => is(exampleOf(other)))).toEqual([type]);
  });

  test('[8.1] may know several', () => {
    const is = guardOf('appointment.cancelled.v1', 'appointment.deleted.v1');
    expect([is(cancelled), is(exampleOf('appointment.deleted.v1'))]).toEqual([true, true]);
  });

  test.each([
    null,
    'text',
    {},
    { ...cancelled, source: 'aws.s3' },
    { ...cancelled, detail: null },
    { ...cancelled, detail: { data: {} } },
    { ...cancelled, detail: { metadata: { id: 1 }, data: {} } },
    { ...cancelled, detail: { metadata: { id: 'evt' } } },
  ])('[8.1] takes %j for none', (event) => {
    expect(guardOf('appointment.cancelled.v1')(event)).toBe(false);
  });

  test('[8.1] a replay says so', () => {
    const { metadata } = cancelled.detail;
    const again = {
      ...cancelled,
      detail: { ...cancelled.detail, metadata: { ...metadata, cause: 'replay' } },
    };
    expect([isReplay(cancelled), isReplay(again as typeof cancelled)]).toEqual([false, true]);
  });
});

test.each([
  [patternOf('client.created.v1'), undefined],
  [patternOf(['client.created.v1'], { excludeReplays: true }), { cause: [{ 'anything-but': ['replay'] }] }],
  [
    patternOf('client.created.v1', { practiceIds: ['prac_1'], excludeTests: true }),
    { practiceId: ['prac_1'], test: [false] },
  ],
])('[8.1] a rule can match %j', (pattern, metadata) => {
  expect(pattern).toEqual({
    source: ['portico'],
    detailType: ['client.created.v1'],
    ...(metadata && { detail: { metadata } }),
  });
});

describe('types for consumers', () => {
  test('[8.1] come of the schemas', () => {
    expect(
      typeOf({
        type: 'object',
        properties: {
          a: { type: 'string' },
          b: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
          c: { type: 'array', items: { enum: ['x', 'y'] } },
          d: { const: 'z' },
        },
        required: ['a', 'b', 'd'],
      }),
    ).toBe('{ "a": string; "b": number | null; "c"?: ("x" | "y")[]; "d": "z"; }');
    expect(declarationsOf(schemas()).match(/^ {2}"/gm)).toHaveLength(eventTypes.length);
  });

  test('[8.1] stop at what they do not know', () => {
    expect(() => typeOf({ allOf: [] })).toThrow('No type');
  });
});

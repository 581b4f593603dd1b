import { expect, test } from 'vitest';
import { channels, type Notice } from '../../../shared/domain/notice.ts';
import { defaultWords, notices, type Template } from '../../../shared/domain/template.ts';
import {
  decideTemplate,
  onlyOneTemplate,
  sampleOf,
  type TemplateDraft,
  templateHappening,
} from '../../../shared/domain/template-rules.ts';
import { readTokens } from '../../../shared/gateway/wording.ts';
import { givenPractice } from './given.ts';

const link = `https://portal.example/a#${'x'.repeat(110)}`;

const decide = (parts: Partial<TemplateDraft>, practice = givenPractice()) =>
  decideTemplate({
    draft: { notice: 'appointmentChanged', channel: 'email', subject: 'Moved', body: 'It moved.', ...parts },
    read: readTokens,
    sample: sampleOf(practice, link),
  });

const text = (body: string, parts: Partial<TemplateDraft> = {}) =>
  decide({ channel: 'text', subject: null, body, ...parts });

const errorsOf = (decision: ReturnType<typeof decide>) =>
  decision.allowed ? [] : (decision.refusal.errors ?? []).map(({ pointer, code }) => [pointer, code]);

test.each(notices.flatMap((notice) => channels.map((channel) => [notice, channel] as const)))(
  '[1.12] allows the default words of %s by %s',
  (notice, channel) => {
    const words = defaultWords(notice, channel);
    expect(decide({ notice, channel, ...words })).toEqual({ allowed: true, value: words });
  },
);

test('[1.12] keeps words tidied: lines ending in LF, nothing at the ends', () => {
  expect(decide({ subject: ' Moved ', body: '\r\nOne\r\ntwo\rthree\n\n' })).toEqual({
    allowed: true,
    value: { subject: 'Moved', body: 'One\ntwo\nthree' },
  });
});

test.each([
  ['an unknown variable', '{{diagnosis}}', 'unknown-variable', '{{diagnosis}}'],
  ['a variable of another notice', '{{status}}', 'unknown-variable', '{{status}}'],
  ['a name that every object has', '{{constructor}}', 'unknown-variable', '{{constructor}}'],
  ['a path', '{{practice.name}}', 'unknown-variable', '{{practice.name}}'],
  ['no name', '{{}}', 'unknown-variable', '{{}}'],
  ['a section', '{{#when}}x{{/when}}', 'section', '{{#when}}'],
  ['a section without end', '{{#when}}x', 'section', 'when'],
  ['an end without section', 'x{{/when}}', 'section', 'when'],
  ['an inverted section', '{{^when}}x{{/when}}', 'inverted-section', '{{^when}}'],
  ['a partial', '{{> when}}', 'partial', '{{> when}}'],
  ['a comment', '{{! when }}', 'comment', '{{! when }}'],
  ['three braces', '{{{when}}}', 'unescaped', '{{{when}}}'],
  ['an ampersand', '{{& when}}', 'unescaped', '{{& when}}'],
  ['other braces', '{{=<% %>=}}<% when %>', 'delimiters', '{{=<% %>=}}'],
  ['other braces that are none', '{{=x=}}', 'delimiters', '{{=x=}}'],
  ['a tag without end', 'Hello {{when', 'unclosed', '{{when'],
])('[1.12] refuses %s in subject and body, naming field, code and token', (_, words, code, token) => {
  for (const [pointer, draft] of [
    ['/subject', { subject: words }],
    ['/body', { body: `Good day.\n\n${words}` }],
  ] as const) {
    const decision = decide(draft);
    expect(errorsOf(decision)).toEqual([[pointer, code]]);
    expect(decision.allowed || decision.refusal.errors?.[0]?.message).toContain(token);
  }
});

test('[1.12] says which variables are known, and all that is wrong at once', () => {
  const decision = decide({ subject: '{{who}}', body: '{{firstName}} {{what}} {{>x}}' });
  expect(errorsOf(decision)).toEqual([
    ['/subject', 'unknown-variable'],
    ['/body', 'unknown-variable'],
    ['/body', 'partial'],
  ]);
  const [first] = decision.allowed ? [] : (decision.refusal.errors ?? []);
  expect(first?.message).toContain('{{firstName}}, {{clinician}}, {{practice}}');
  expect(first?.message).not.toContain('{{link}}');
});

test('[1.12] shows no more than the beginning of a long token', () => {
  const decision = decide({ body: `{{${'x'.repeat(4000)}}}` });
  expect(decision.allowed || decision.refusal.detail.length).toBeLessThan(400);
});

test.each(['firstName', 'clinician'])('[6.3] refuses the name {{%s}} in a text', (name) => {
  expect(errorsOf(text(`Hello {{${name}}}.`))).toEqual([['/body', 'name-in-text']]);
});

test.each([
  ['nothing', ''],
  ['space alone', ' \r\n\t '],
])('[1.12] refuses %s', (_, words) => {
  expect(errorsOf(decide({ subject: words, body: words }))).toEqual([
    ['/subject', 'empty'],
    ['/body', 'empty'],
  ]);
  expect(errorsOf(decide({ subject: undefined, body: words }))).toHaveLength(2);
});

test.each([
  ['a line in a subject', { subject: 'Moved\nBcc: all@mail.example' }, '/subject', 'U+000A'],
  ['a null', { body: 'a\u0000b' }, '/body', 'U+0000'],
  ['a tab', { body: 'a\tb' }, '/body', 'U+0009'],
  ['an escape', { subject: 'a\u001b[1mb' }, '/subject', 'U+001B'],
  ['a turn of direction', { body: 'a\u202eb' }, '/body', 'U+202E'],
  ['half a character', { body: 'a\ud800b' }, '/body', 'U+FFFD'],
] as const)('[1.12] refuses %s', (_, draft, pointer, named) => {
  const decision = decide(draft);
  expect(errorsOf(decision)).toEqual([[pointer, 'control-character']]);
  expect(decision.allowed || decision.refusal.detail).toContain(named);
});

test.each([
  ['See {{link}}.', [['/body', 'nothing-left']]],
  ['At {{location}}.\n\n{{link}}', [['/body', 'nothing-left']]],
  ['Hello.\n{{link}}', [['/body', 'nothing-left']]],
  ['Hello.\n\n{{link}}', []],
])('[1.12] wants words left where the link is not there: %j', (body, errors) => {
  expect(errorsOf(decide({ body }))).toEqual(errors);
});

test('[1.12] parts a text by lines', () => {
  expect(errorsOf(text('Moved. {{link}}'))).toEqual([['/body', 'nothing-left']]);
  expect(errorsOf(text('Moved.\n{{link}}'))).toEqual([]);
});

test('[1.12] refuses a subject of a text', () => {
  expect(errorsOf(text('Moved.', { subject: 'Moved' }))).toEqual([['/subject', 'no-subject']]);
});

test.each([
  ['in plain letters', 'a', 459],
  ['in others', 'ż', 201],
])('[1.12] allows a text of three parts and refuses a longer one, %s', (_, letter, most) => {
  expect(errorsOf(text(letter.repeat(most)))).toEqual([]);
  expect(errorsOf(text(letter.repeat(most + 1)))).toEqual([['/body', 'too-long']]);
});

test('[1.12] counts the parts of a text with the name of the practice and values of ordinary length', () => {
  const body = `{{practice}}: ${'a'.repeat(400)} {{when}}`;
  expect(errorsOf(decide({ channel: 'text', subject: null, body }))).toEqual([['/body', 'too-long']]);
  const left = 'a'.repeat(459 - 'Oak: '.length);
  const short = givenPractice({ name: 'Oak' });
  const long = givenPractice({ name: 'Oak Tree' });
  const draft = { channel: 'text', subject: null, body: `{{practice}}: ${left}` } as const;
  expect(errorsOf(decide(draft, short))).toEqual([]);
  expect(errorsOf(decide(draft, long))).toEqual([['/body', 'too-long']]);
});

test('[1.12] says that there can be one wording of a notice by a channel, and which it is', () => {
  const template = { id: 'tmpl_01J00000000000000000000000', version: 2, notice: 'reminder', channel: 'text' };
  expect(onlyOneTemplate(undefined)).toEqual({ allowed: true, value: true });
  expect(onlyOneTemplate(template as Template)).toMatchObject({
    allowed: false,
    refusal: { code: 'already-there', current: template.id },
  });
  expect(templateHappening(template as Template, true)).toEqual({
    type: 'template.changed.v1',
    aggregate: { type: 'template', id: template.id },
    sequence: 2,
    data: { templateId: template.id, notice: 'reminder' satisfies Notice, channel: 'text', inUse: true },
  });
});

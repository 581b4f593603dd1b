import { expect, test } from 'vitest';
import { clientLetter } from '../../../shared/domain/letter.ts';
import { staffLetter } from '../../../shared/domain/staff-letter.ts';
import { textWordings } from '../../../shared/domain/wording.ts';
import { fill, writeLetter } from '../../../shared/gateway/wording.ts';
import { aClient, aLocation, aMember, aPractice, cancelled, changed } from '../../support/notice-records.ts';

const facts = {
  practice: aPractice(),
  client: aClient(),
  clinician: aMember(),
  previousClinician: null,
  location: aLocation(),
  status: 'Booked',
};

test('[6.3] fills variables as they are, once, and keeps all other text', () => {
  expect(fill('Hello {{ name }}, <b>& {x}\n{{name}}', { name: '{{name}} & <i>' })).toBe(
    'Hello {{name}} & <i>, <b>& {x}\n{{name}} & <i>',
  );
});

test.each([
  ['an unknown variable', '{{other}}'],
  ['a name that every object has', '{{constructor}}'],
  ['a path', '{{a.b}}'],
  ['the present item', '{{.}}'],
  ['an unescaped variable', '{{{name}}}'],
  ['another form of it', '{{&name}}'],
  ['a section', '{{#name}}x{{/name}}'],
  ['an inverted section', '{{^name}}x{{/name}}'],
  ['a partial', '{{>name}}'],
  ['a comment', '{{! name }}'],
  ['other delimiters', '{{=<% %>=}}<% name %>'],
  ['a tag without end', '{{name'],
])('[1.12] refuses a template with %s', (_, template) => {
  expect(() => fill(template, { name: 'Anna' })).toThrow();
});

test('[6.1] has filled all of each letter', () => {
  for (const event of [changed({}, { late: true }), cancelled({}, { late: true, paid: true })])
    for (const letter of [
      clientLetter({ ...facts, event }, null),
      clientLetter({ ...facts, event }, 'https://portal.example/a#x'),
      staffLetter({ ...facts, event }, { own: true, all: true }),
    ])
      expect(JSON.stringify(writeLetter(letter))).not.toMatch(/\{\{|undefined/);
});

test('[6.3] has one line as the subject, whatever a name holds', () => {
  const practice = aPractice({ name: 'Oak\r\nBcc: everyone@example.org' });
  const letter = {
    ...clientLetter({ ...facts, practice, event: changed() }, null),
    subject: 'From {{practice}}',
  };
  expect(writeLetter(letter).subject).toBe('From Oak Bcc: everyone@example.org');
});

test('[6.3] names nobody in the texts: their templates have the variables of practice, times and status alone', () => {
  const variables = { practice: 'Oak', phone: '1', when: '2', previousWhen: '3', status: '4', until: '5' };
  for (const template of Object.values(textWordings)) expect(fill(template, variables)).not.toContain('{{');
});

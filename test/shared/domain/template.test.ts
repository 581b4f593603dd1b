import { expect, test } from 'vitest';
import {
  allTemplates,
  defaultWords,
  notices,
  piecesOf,
  placesLink,
  type Template,
  variablesOf,
} from '../../../shared/domain/template.ts';

const own: Template = {
  id: 'tmpl_01J00000000000000000000000',
  notice: 'reminder',
  channel: 'text',
  subject: null,
  body: 'See you on {{when}}.',
  version: 3,
};

test('[1.12] shows each notice by each channel, with own words or the default ones', () => {
  const all = allTemplates([own]);
  expect(all).toHaveLength(2 * notices.length);
  expect(all.filter(({ id }) => id !== null)).toEqual([
    { ...own, variables: variablesOf('reminder', 'text') },
  ]);
  expect(all.find(({ notice, channel }) => notice === 'reminder' && channel === 'email')).toEqual({
    id: null,
    notice: 'reminder',
    channel: 'email',
    ...defaultWords('reminder', 'email'),
    version: null,
    variables: variablesOf('reminder', 'email'),
  });
});

test.each(notices)('[6.3] lets no text about %s name a person', (notice) => {
  const { subject, body } = variablesOf(notice, 'text');
  expect(subject).toEqual([]);
  for (const name of ['firstName', 'clinician', 'previousClinician']) expect(body).not.toContain(name);
});

test.each(notices)('[1.12] lets no subject about %s name what may be missing', (notice) => {
  for (const name of ['location', 'link']) expect(variablesOf(notice, 'email').subject).not.toContain(name);
});

test('[1.12] has variables of one notice alone, and no link to what is called off', () => {
  const has = (name: string) => notices.filter((notice) => variablesOf(notice, 'email').body.includes(name));
  expect(has('previousWhen')).toEqual(['appointmentChanged']);
  expect(has('previousClinician')).toEqual(['appointmentStaffChanged']);
  expect(has('until')).toEqual(['offerMade']);
  expect(has('status')).toEqual(['appointmentStatusChanged']);
  expect(notices.filter((notice) => !has('link').includes(notice))).toEqual([
    'appointmentCancelled',
    'appointmentDeleted',
    'requestDeclined',
    'requestUndone',
    'requestWithdrawn',
    'requestExpired',
  ]);
});

test('[1.12] parts e-mails by empty lines and texts by lines', () => {
  expect(piecesOf('a\nb\n\n\nc', 'email')).toEqual(['a\nb', 'c']);
  expect(piecesOf('a\nb', 'text')).toEqual(['a', 'b']);
});

test('[1.12] finds the link that words place', () => {
  expect(placesLink('See {{ link }}.')).toBe(true);
  expect(placesLink('See {{links}} or link.')).toBe(false);
});

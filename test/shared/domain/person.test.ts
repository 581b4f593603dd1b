import { describe, expect, test } from 'vitest';
import type { Client } from '../../../shared/domain/client.ts';
import { decidePerson, mayComeByLink, maySignIn, type PersonInput } from '../../../shared/domain/person.ts';
import { givenClient, givenPractice } from './given.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const fresh = { link: 0, lockedUntil: null, clientToday: 0 };

const person = (id: string, over: Partial<Client>) => givenClient({ id, postcode: 'SE23 2NF', ...over });
const ruth = person('ruth', { givenName: 'Ruth', dateOfBirth: '1979-11-02' });
const noah = person('noah', { givenName: 'Noah', dateOfBirth: '2012-06-15' });
/** Noah's twin. */
const zoe = person('zoe', { givenName: 'Zoë Anne', dateOfBirth: '2012-06-15' });
const asNoah = { dateOfBirth: '2012-06-15', postcode: 'se23 2nf' };

const decide = (over: Partial<PersonInput> = {}) =>
  decidePerson({
    practice: givenPractice(),
    identityCheck: true,
    people: [ruth, noah],
    given: {},
    guesses: fresh,
    now,
    ...over,
  });

/** What comes of it in short: who it is, what is asked, or the refusal. */
function told(over: Partial<PersonInput>) {
  const { decision } = decide(over);
  if (!decision.allowed) return decision.refusal.code;
  const { value } = decision;
  return value.outcome === 'person' ? value.clientId : [value.needed, ...value.asks];
}

describe('with the identity check on', () => {
  test.each([
    ['one person', [ruth]],
    ['a family', [ruth, noah, zoe]],
  ])('[2.9] %s is asked the same, so that nothing tells how many there are', (_, people) => {
    const asked = ['identity-check', 'dateOfBirth', 'postcode'];
    expect(told({ people })).toEqual(asked);
    expect(told({ people, given: { dateOfBirth: '1979-11-02' } })).toEqual(asked);
    expect(told({ people, given: { postcode: 'SE23 2NF' } })).toEqual(asked);
  });

  test('[2.4] the answers choose the person', () => {
    expect(told({ given: asNoah })).toBe('noah');
    expect(told({ given: { ...asNoah, dateOfBirth: '1979-11-02' } })).toBe('ruth');
  });

  test('[2.4] asks for the first name where two fit, and never lists any', () => {
    const people = [ruth, noah, zoe];
    expect(told({ people, given: asNoah })).toEqual([
      'choose-person',
      'dateOfBirth',
      'postcode',
      'firstName',
    ]);
    expect(JSON.stringify(decide({ people, given: asNoah }))).not.toMatch(/Noah|Zoë|noah|zoe/);
    for (const firstName of ['Zoë Anne', 'zoe', ' ZOE ', 'zoe anne'])
      expect(told({ people, given: { ...asNoah, firstName } }), firstName).toBe('zoe');
    expect(told({ people, given: { ...asNoah, firstName: 'noah' } })).toBe('noah');
  });

  test('[2.4] a first name of nobody is wrong, and counts', () => {
    const { decision, guesses } = decide({ people: [noah, zoe], given: { ...asNoah, firstName: 'Anne' } });
    expect(decision).toMatchObject({ allowed: false, refusal: { code: 'identity-mismatch' } });
    expect(guesses).toEqual({ ...fresh, link: 1, clientToday: 1 });
  });

  test('[2.4] records that nothing tells apart are for the practice to merge', () => {
    const twice = [noah, { ...noah, id: 'again' }];
    expect(told({ people: twice, given: { ...asNoah, firstName: 'Noah' } })).toBe('details-missing');
  });

  test.each([
    ['the date', { ...asNoah, dateOfBirth: '2012-06-16' }],
    ['the postcode', { ...asNoah, postcode: 'SE23 2NG' }],
    ['the date, of somebody else', { dateOfBirth: '1948-03-27', postcode: 'SE23 2NF' }],
  ])('[2.8] the answer is the same whichever part is wrong: %s', (_, given) => {
    expect(decide({ given })).toEqual(decide({ given: { dateOfBirth: '1900-01-01', postcode: 'X1' } }));
    expect(told({ given })).toBe('identity-mismatch');
  });

  test('[2.8] five wrong answers lock, even for a right one', () => {
    const { decision, guesses } = decide({
      given: { ...asNoah, postcode: 'X1' },
      guesses: { ...fresh, link: 4 },
    });
    expect(decision).toMatchObject({ refusal: { code: 'identity-locked' } });
    expect(told({ given: asNoah, guesses })).toBe('identity-locked');
    expect(told({ given: asNoah, guesses: { ...fresh, clientToday: 10 } })).toBe('identity-locked');
  });

  test('[2.8] a right answer clears what was guessed, a question leaves it', () => {
    const guesses = { link: 3, lockedUntil: null, clientToday: 3 };
    expect(decide({ given: asNoah, guesses }).guesses).toEqual({ ...guesses, link: 0 });
    expect(decide({ people: [noah, zoe], given: asNoah, guesses }).guesses).toEqual(guesses);
  });
});

describe('a record that lacks something', () => {
  const walter = person('walter', { postcode: null });

  test('[2.8] is to be completed by the practice; nothing is guessed', () => {
    expect(decide({ people: [walter], given: asNoah })).toMatchObject({
      decision: { refusal: { code: 'details-missing' } },
      guesses: fresh,
      incomplete: [walter],
    });
  });

  test('[2.8] is no way to guess about the others of the address', () => {
    const people = [walter, noah];
    const wrong = decide({ people, given: { ...asNoah, postcode: 'X1' } });
    expect(wrong).toMatchObject({
      decision: { refusal: { code: 'details-missing' } },
      guesses: { ...fresh, link: 1, clientToday: 1 },
      incomplete: [walter],
    });
    expect(told({ people, given: { ...asNoah, postcode: 'X1' }, guesses: { ...fresh, link: 4 } })).toBe(
      'identity-locked',
    );
    expect(told({ people, given: asNoah })).toBe('noah');
  });
});

describe('with the identity check off', () => {
  test('[1.11] one person is asked nothing', () => {
    expect(told({ identityCheck: false, people: [ruth] })).toBe('ruth');
  });

  test('[2.4] a family is asked for the date of birth, then for the first name', () => {
    const off = { identityCheck: false, people: [ruth, noah, zoe] };
    expect(told(off)).toEqual(['choose-person', 'dateOfBirth']);
    expect(told({ ...off, given: { dateOfBirth: '1979-11-02' } })).toBe('ruth');
    const twin = { dateOfBirth: '2012-06-15' };
    expect(told({ ...off, given: twin })).toEqual(['choose-person', 'dateOfBirth', 'firstName']);
    expect(told({ ...off, given: { ...twin, firstName: 'Noah' } })).toBe('noah');
    expect(told({ ...off, given: { dateOfBirth: '1900-01-01' } })).toBe('identity-mismatch');
  });

  test('[2.8] who has no date of birth cannot be chosen', () => {
    const people = [person('one', { dateOfBirth: null }), person('two', { dateOfBirth: null })];
    const given = { dateOfBirth: '1979-11-02' };
    expect(told({ identityCheck: false, people, given })).toBe('details-missing');
  });
});

test.each([
  ['none', false, true],
  ['invited', true, true],
  ['active', true, true],
  ['disabled', false, false],
] as const)('[2.1] access %s: signs in %s, comes by a link %s', (state, signsIn, byLink) => {
  expect([maySignIn(ruth, { state }), mayComeByLink(ruth, { state })]).toEqual([signsIn, byLink]);
  const dead = { ...ruth, deceased: true };
  expect([maySignIn(dead, { state }), mayComeByLink(dead, { state })]).toEqual([false, false]);
});

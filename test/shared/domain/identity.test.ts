import { describe, expect, test } from 'vitest';
import {
  decideIdentity,
  type Guesses,
  type IdentityInput,
  identityLimits,
  linkEnded,
} from '../../../shared/domain/identity.ts';
import { fc } from '../../support/random.ts';
import { givenClient, givenPractice } from './given.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const phone = '020 7946 0018';
const fresh: Guesses = { link: 0, lockedUntil: null, clientToday: 0 };
const right = { dateOfBirth: '1948-03-27', postcode: 'se23 2nf' };
const wrong = { ...right, postcode: 'SE23 2NG' };

const decide = (over: Partial<IdentityInput> = {}) =>
  decideIdentity({
    practice: givenPractice(),
    client: givenClient(),
    given: right,
    guesses: fresh,
    now,
    ...over,
  });

const codeOf = (over: Partial<IdentityInput>) => {
  const { decision } = decide(over);
  return decision.allowed ? decision.value : decision.refusal.code;
};

test('[2.8] date of birth and postcode together prove the client, in any spelling of the postcode', () => {
  expect(decide()).toEqual({ decision: { allowed: true, value: 'proven' }, guesses: fresh });
  expect(codeOf({ given: { ...right, postcode: ' SE-232NF' } })).toBe('proven');
});

test('[2.8] a right answer clears what was guessed on the link, not about the client', () => {
  const guesses = { link: 4, lockedUntil: '2026-11-21T09:59:59.999Z', clientToday: 9 };

  expect(decide({ guesses }).guesses).toEqual({ link: 0, lockedUntil: null, clientToday: 9 });
});

test.each([
  ['the date', { ...right, dateOfBirth: '1948-03-28' }],
  ['the postcode', wrong],
  ['both', { dateOfBirth: '1900-01-01', postcode: 'AB1 2CD' }],
  ['an empty date', { ...right, dateOfBirth: '' }],
  ['an empty postcode', { ...right, postcode: '' }],
  ['part of the postcode', { ...right, postcode: 'SE23' }],
  ['more than the postcode', { ...right, postcode: 'SE23 2NFX' }],
])('[2.8] the answer is the same whichever part is wrong: %s', (_, given) => {
  expect(decide({ given })).toEqual({
    decision: {
      allowed: false,
      refusal: {
        code: 'identity-mismatch',
        detail: `Those details do not match. Check both, or phone ${phone}.`,
        phone,
      },
    },
    guesses: { link: 1, lockedUntil: null, clientToday: 1 },
  });
});

test('[2.8] nothing but both being right proves anybody', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (dateOfBirth, postcode) => {
      expect(codeOf({ given: { dateOfBirth, postcode } })).not.toBe('proven');
    }),
  );
});

describe('locks', () => {
  const until = '2026-11-21T11:00:00.000Z';

  test('[2.8] the fifth wrong answer locks the link for an hour', () => {
    let guesses = fresh;
    const answers = Array.from({ length: 6 }, (_, at) => {
      const answer = decide({ given: wrong, guesses, now: now + at });
      guesses = answer.guesses;
      return answer.decision.allowed ? null : answer.decision.refusal.code;
    });

    expect(answers).toEqual([
      ...Array.from({ length: 4 }, () => 'identity-mismatch'),
      'identity-locked',
      'identity-locked',
    ]);
    expect(guesses).toEqual({ link: 0, lockedUntil: '2026-11-21T11:00:00.004Z', clientToday: 5 });
  });

  test('[2.8] a lock says until when, and whom to phone', () => {
    expect(decide({ given: wrong, guesses: { ...fresh, link: 4 } }).decision).toEqual({
      allowed: false,
      refusal: {
        code: 'identity-locked',
        detail: `We paused this to keep you safe. Try again in 60 minutes, or phone ${phone}.`,
        until,
        retryAfterSeconds: 3600,
        phone,
      },
    });
  });

  test('[2.8] a lock refuses even the right answer, counts nothing, and ends to the millisecond', () => {
    const guesses = { ...fresh, lockedUntil: until };
    const end = Date.parse(until);

    expect(decide({ guesses, now: end - 1 })).toMatchObject({
      decision: { refusal: { code: 'identity-locked', until, retryAfterSeconds: 1 } },
      guesses,
    });
    expect(decide({ guesses, given: wrong, now: end - 1 }).guesses).toEqual(guesses);
    expect(codeOf({ guesses, now: end })).toBe('proven');
  });

  test('[2.8] after the hour five more answers are free', () => {
    const guesses = { link: 0, lockedUntil: until, clientToday: 0 };

    expect(decide({ guesses, given: wrong, now: Date.parse(until) })).toMatchObject({
      decision: { refusal: { code: 'identity-mismatch' } },
      guesses: { link: 1 },
    });
  });

  test('[2.8] another link of the same client stays open', () => {
    expect(codeOf({ guesses: { ...fresh, clientToday: 5 } })).toBe('proven');
  });

  test('[2.8] ten wrong answers about one client, over all links, close the UTC day', () => {
    const guesses = { ...fresh, clientToday: 9 };
    const tenth = decide({ given: wrong, guesses });

    expect(tenth).toEqual({
      decision: {
        allowed: false,
        refusal: {
          code: 'identity-locked',
          detail: `We paused this to keep you safe. Try again in 14 hours, or phone ${phone}.`,
          until: '2026-11-22T00:00:00.000Z',
          retryAfterSeconds: 14 * 3600,
          phone,
        },
      },
      guesses: { link: 1, lockedUntil: null, clientToday: identityLimits.perClientAndDay },
    });
    expect(codeOf({ guesses: tenth.guesses })).toBe('identity-locked');
  });

  test('[2.8] of two locks the later end counts', () => {
    const late = Date.parse('2026-11-21T23:30:00.000Z');
    const guesses = { link: 0, lockedUntil: '2026-11-22T00:15:00.000Z', clientToday: 10 };

    expect(decide({ guesses, now: late }).decision).toMatchObject({
      refusal: { until: '2026-11-22T00:15:00.000Z' },
    });
  });

  test.each([
    ['2026-11-21T10:59:00.000Z', '1 minute'],
    ['2026-11-21T10:58:59.999Z', '2 minutes'],
  ])('[2.8] at %s the wait reads %s', (instant, wait) => {
    const { decision } = decide({ guesses: { ...fresh, lockedUntil: until }, now: Date.parse(instant) });

    expect(decision).toMatchObject({ refusal: { detail: expect.stringContaining(`in ${wait},`) } });
  });
});

describe('records that cannot be checked', () => {
  test.each([
    ['date of birth', { dateOfBirth: null }],
    ['postcode', { postcode: null }],
    ['postcode but a placeholder', { postcode: '000 00' }],
    ['anything', { dateOfBirth: null, postcode: null }],
  ])('[2.8] without %s the client is told to phone, never which is missing', (_, lacking) => {
    for (const given of [right, { dateOfBirth: '', postcode: '' }, { dateOfBirth: '', postcode: '00000' }])
      expect(decide({ client: givenClient(lacking), given })).toEqual({
        decision: {
          allowed: false,
          refusal: {
            code: 'details-missing',
            detail: `We need to update your record first. Please phone ${phone}.`,
            phone,
          },
        },
        guesses: fresh,
      });
  });

  test('[2.8] someone who has died is never let in: the link has ended, right answer or wrong', () => {
    const client = givenClient({ deceased: true });

    for (const given of [right, wrong])
      expect(decide({ client, given })).toEqual({ decision: linkEnded(), guesses: fresh });
  });
});

import { describe, expect, test } from 'vitest';
import {
  armed,
  asSignIn,
  counted,
  decideRequest,
  emailedCode,
  guessesOf,
  isLive,
  mayTryCode,
  requested,
  type SignIn,
  spent,
  withGuesses,
  withWrongCode,
} from '../../../shared/domain/sign-in.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { ids } from './given.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const minute = 60_000;
const ask = { id: ids.link, way: { kind: 'portal' } } as const;
const hashes = { linkHash: 'of a link', codeHash: 'of a code' };

const first = requested(undefined, ask, now).after;
const sent = (over: Partial<SignIn> = {}): SignIn => ({ ...armed(first, hashes, now), ...over });

/** Which of some requests, by their minutes, are heard. */
function heardOf(minutes: readonly number[]): number[] {
  let heardAt: number[] = [];
  return minutes.filter((at) => {
    const decided = decideRequest(heardAt, now + at * minute);
    heardAt = decided.heardAt;
    return decided.heard;
  });
}

describe('requests of one address', () => {
  test.each([
    ['three in fifteen minutes', [0, 1, 2, 3, 14, 15], [0, 1, 2, 15]],
    ['five in an hour', [0, 5, 10, 15, 20, 25, 30, 59, 60], [0, 5, 10, 15, 20, 60]],
    [
      'ten in a day',
      [...Array(20).keys()].map((at) => at * 60).concat(24 * 60, 24 * 60 + 1),
      [0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 24 * 60],
    ],
  ])('[2.9] are heard %s at most, and those that are not do not count', (_, minutes, heard) => {
    expect(heardOf(minutes)).toEqual(heard);
  });

  test('[2.9] replace the one before, whose link and code are dead', () => {
    const before = sent({ wrongCodes: 5, wrongAnswers: 4, lockedUntil: '2026-11-21T11:00:00.000Z' });
    const { heard, after } = requested(before, { ...ask, id: 'another' }, now + minute);
    expect(heard).toBe(true);
    expect(after).toMatchObject({
      id: 'another',
      linkHash: null,
      codeHash: null,
      wrongCodes: 0,
      wrongAnswers: 0,
      lockedUntil: null,
      heardAt: [now, now + minute],
      version: before.version + 1,
    });
  });

  test('[2.9] over the limit leave the one before as it is', () => {
    const before = sent({ heardAt: [now, now, now] });
    const { heard, after } = requested(before, { ...ask, id: 'another' }, now + minute);
    expect([heard, after]).toEqual([false, { ...before, version: before.version + 1 }]);
  });

  test('[2.8] keep the day’s count of wrong answers, or asking again would give free guesses', () => {
    const guessed = withGuesses(sent(), { link: 1, lockedUntil: null, clientToday: 7 }, now);
    const { after } = requested(guessed, ask, now + minute);
    expect(guessesOf(after, now + minute)).toEqual({ link: 0, lockedUntil: null, clientToday: 7 });
  });
});

describe('a link and a code', () => {
  test('[2.9] live for ten minutes from the e-mail', () => {
    expect([0, 10 * minute - 1, 10 * minute].map((later) => isLive(sent(), now + later))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('[2.9] do not live before the e-mail is written, nor once they are spent', () => {
    expect([isLive(first, now), isLive(spent(sent()), now)]).toEqual([false, false]);
  });

  test('[2.9] of an e-mail that is sent again are new, with ten minutes and five tries of their own', () => {
    const again = armed(sent({ wrongCodes: 3 }), { ...hashes, codeHash: 'another' }, now + 15 * minute);
    expect(again).toMatchObject({ codeHash: 'another', wrongCodes: 0, endsAt: now + 25 * minute });
  });

  test('[2.9] five wrong codes are the last', () => {
    let signIn = sent();
    const tries = Array.from({ length: 7 }, () => {
      const may = mayTryCode(signIn);
      signIn = withWrongCode(signIn);
      return may;
    });
    expect(tries).toEqual([true, true, true, true, true, false, false]);
  });

  test('[2.8] wrong answers count by the UTC day, whatever link or code they were given with', () => {
    const guessed = withGuesses(sent(), { link: 2, lockedUntil: null, clientToday: 2 }, now);
    expect(guessesOf(guessed, now)).toEqual({ link: 2, lockedUntil: null, clientToday: 2 });
    expect(guessesOf(guessed, now + 14 * 60 * minute).clientToday).toBe(0);
  });

  test('[2.9] a code is six digits, however they are spaced', () => {
    const codes = ['123456', ' 123 456 ', '1 2 3 4 5 6', '12345', '1234567', '12345a', '１２３４５６', ''];
    expect(codes.filter((code) => emailedCode.safeParse(code).success)).toEqual(codes.slice(0, 3));
  });
});

test('[6.4] a replay of a request is none, nor is any other event', () => {
  const event = { type: 'sign-in.requested.v1' as const, ...fixtures['sign-in.requested.v1'] };
  expect(asSignIn(event)).toEqual(event);
  expect(asSignIn({ ...event, metadata: { ...event.metadata, cause: 'replay' } })).toBeUndefined();
  expect(asSignIn({ type: 'client.created.v1', ...fixtures['client.created.v1'] })).toBeUndefined();
});

describe('an address that is given for something else', () => {
  test('[2.9] counts alike, and its link and code stay good', () => {
    const before = sent();
    const { heard, after } = counted(before, 'another', now + minute);
    expect(heard).toBe(true);
    expect(after).toEqual({ ...before, heardAt: [now, now + minute], version: before.version + 1 });
  });

  test('[2.9] has nothing to sign in with where it was never given before', () => {
    const { heard, after } = counted(undefined, ids.link, now);
    expect([heard, after.heardAt, after.version]).toEqual([true, [now], 1]);
    expect(isLive(after, now)).toBe(false);
  });

  test('[2.9] is not heard over the limit', () => {
    const before = sent({ heardAt: [now, now, now] });
    expect(counted(before, 'another', now + minute)).toMatchObject({
      heard: false,
      after: { heardAt: [now, now, now] },
    });
  });
});

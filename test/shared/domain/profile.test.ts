import { expect, test } from 'vitest';
import { profileDraft } from '../../../shared/domain/profile.ts';

const passes = (draft: object) => profileDraft.safeParse(draft).success;

test.each(['GB', 'US', 'NZ', 'XK', 'JE'])('[1.1] a practice may be in %s', (country) => {
  expect(passes({ country })).toBe(true);
});

test.each(['', 'gb', 'GBR', 'XX', 'UK', 'SU', 'EU', 'ZZ', 'ẞẞ'])('[1.1] no country is %j', (country) => {
  expect(passes({ country })).toBe(false);
});

test.each(['020 7946 0001', '+44 (0)20 7946-0001', '+1.212.555.0100', '111'])(
  '[1.1] a practice may be phoned on %s',
  (phone) => {
    expect(passes({ phone })).toBe(true);
  },
);

test.each(['hello', '12', '+-()', '020\n7946', '020 7946 ext 4', '++44 20'])(
  '[1.1] nobody can dial %j',
  (phone) => {
    expect(passes({ phone })).toBe(false);
  },
);

test.each(['Two\nLines', 'A\u2028B', ' '])('[1.1] a practice is not called %j', (name) => {
  expect(passes({ name })).toBe(false);
});

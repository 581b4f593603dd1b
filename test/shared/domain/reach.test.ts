import { describe, expect, test } from 'vitest';
import { consentAfter } from '../../../shared/domain/client.ts';
import { askedByText, type Marks, preferencesViewOf, reachOf } from '../../../shared/domain/reach.ts';
import { aClient } from '../../support/notice-records.ts';

const none: Marks = { email: null, text: null };

describe('whether notices reach a client', () => {
  test.each([
    ['all is well', {}, none, true, { email: 'ok', text: 'ok' }],
    [
      'there is no address',
      { email: null, phone: null },
      none,
      true,
      { email: 'no-address', text: 'no-number' },
    ],
    [
      'they want none',
      { consent: { email: false, text: false } },
      none,
      true,
      { email: 'no-consent', text: 'no-consent' },
    ],
    [
      'mail came back',
      {},
      { email: 'bounced', text: 'stopped' },
      true,
      { email: 'bounced', text: 'stopped' },
    ],
    [
      'they complained, which ended their consent',
      { consent: { email: false, text: true } },
      { email: 'complained', text: 'unreachable' },
      true,
      { email: 'complained', text: 'unreachable' },
    ],
    [
      'the number is a landline',
      {},
      { email: null, text: 'stopped' },
      false,
      { email: 'ok', text: 'not-mobile' },
    ],
  ] as const)('[6.4] where %s', (_, client, marks, takesTexts, reach) => {
    expect(reachOf(aClient(client), marks, takesTexts)).toEqual(reach);
  });

  test('[6.1] is told with what they chose, and the version to change it over', () => {
    expect(preferencesViewOf(aClient({ version: 4 }), none, true)).toEqual({
      notices: { email: true, text: true },
      reach: { email: 'ok', text: 'ok' },
      version: 4,
    });
  });
});

test('[6.1] what a client leaves out of a choice stays', () => {
  const before = { email: true, text: false };
  expect(consentAfter(before, {})).toEqual(before);
  expect(consentAfter(before, { email: false, text: true })).toEqual({ email: false, text: true });
});

describe('a text that comes in', () => {
  test.each([
    'STOP',
    'stop',
    ' Stop. ',
    'STOPALL',
    'Stop all!',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
    'opt-out',
  ])('[6.4] "%s" ends texts', (text) => expect(askedByText(text)).toBe('stop'));
  test.each(['START', 'start', 'UNSTOP'])('[6.4] "%s" lets them begin again', (text) =>
    expect(askedByText(text)).toBe('start'),
  );
  test.each(['', 'Thanks!', 'Please do not stop', 'Stop by at 3?', 'cancel my appointment', '👍'])(
    '[6.4] "%s" is neither: nobody reads it',
    (text) => expect(askedByText(text)).toBeNull(),
  );
});

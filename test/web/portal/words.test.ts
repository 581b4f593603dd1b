import { describe, expect, it } from 'vitest';
import { reachTexts } from '../../../web/portal/words.ts';

describe('why messages do not arrive', () => {
  const both = { email: true, text: true };
  const neither = { email: false, text: false };
  const phone = '020 7946 0018';

  it('[6.4] is said of what is wanted, with what to do', () => {
    expect(reachTexts({ email: 'ok', text: 'ok' }, both, phone)).toEqual([]);
    expect(reachTexts({ email: 'bounced', text: 'not-mobile' }, both, phone)).toEqual([
      'Our emails to you came back. Please phone 020 7946 0018.',
      'We have no mobile number for you. Please phone 020 7946 0018.',
    ]);
    expect(reachTexts({ email: 'bounced', text: 'not-mobile' }, neither, phone)).toEqual([]);
  });

  it('[6.4] of what the client stopped elsewhere is said in any case', () => {
    expect(reachTexts({ email: 'complained', text: 'stopped' }, neither, phone)).toEqual([
      'Our emails to you were marked as unwanted. To get them again, tick "By email" and save.',
      'You texted STOP. To get texts again, text START to the same number.',
    ]);
  });
});
